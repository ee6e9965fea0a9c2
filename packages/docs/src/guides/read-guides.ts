import { readFile } from 'node:fs/promises';
import type { Guide } from './guide.ts';

/** The guides as a published package carries them: made by `scripts/build-assets.ts`, beside this module. */
export const publishedGuides = 'guides.json';

/**
 * All guides in reading order. A published package has them as HTML, so that nobody installs what makes it; in the workspace
 * they are made from their Markdown at each call.
 */
export async function readGuides(): Promise<readonly Guide[]> {
  const published = await readFile(new URL(publishedGuides, import.meta.url), 'utf8').catch(() => null);
  if (published !== null) return JSON.parse(published) as Guide[];
  const { renderGuides } = await import('./render/render-guides.ts');
  return renderGuides();
}
