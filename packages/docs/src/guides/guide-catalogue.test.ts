import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { guideNames } from './guide-catalogue.ts';
import { guidesFolder } from './render/render-guides.ts';

test('every guide in the folder has its line in the catalogue, and every line its guide', async () => {
  const files = (await readdir(guidesFolder)).filter((name) => name.endsWith('.md'));
  expect(guideNames.map((name) => `${name}.md`).toSorted()).toEqual(files.toSorted());
});
