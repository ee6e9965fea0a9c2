// Puts beside the built code what it reads at run time, so that the published package depends neither on Redoc nor on what
// turns Markdown into HTML:
//   node packages/docs/scripts/build-assets.ts packages/docs/dist
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedGuides } from '../src/guides/read-guides.ts';
import { renderGuides } from '../src/guides/render/render-guides.ts';
import { installedRedoc, redocFiles } from '../src/reference/read-redoc.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('usage: node packages/docs/scripts/build-assets.ts <folder of the built code>');

const [guides, layout, redoc] = ['guides', 'layout', 'reference/redoc'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
for (const path of [guides, layout, redoc]) await mkdir(path, { recursive: true });
await writeFile(join(guides, publishedGuides), JSON.stringify(await renderGuides()));
await copyFile(new URL('../src/layout/site.css', import.meta.url), join(layout, 'site.css'));
for (const file of redocFiles) {
  await copyFile(new URL(file, installedRedoc()), join(redoc, file.replace('bundles/', '')));
}
