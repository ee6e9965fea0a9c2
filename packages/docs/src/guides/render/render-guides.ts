import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Guide } from '../guide.ts';
import { guideNames } from '../guide-catalogue.ts';
import { renderGuide } from './render-guide.ts';

/** Where the Markdown of the guides is; ends with a slash. */
export const guidesFolder = fileURLToPath(new URL('../../../guides/', import.meta.url));

/** Makes every guide of the catalogue from its Markdown. */
export function renderGuides(): Promise<Guide[]> {
  return Promise.all(
    guideNames.map(async (name) =>
      renderGuide(name, await readFile(`${guidesFolder}${name}.md`, 'utf8'), guidesFolder),
    ),
  );
}
