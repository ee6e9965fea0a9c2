import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../layout/escape-html.ts';

/**
 * A picture of a guide as a part of the page, where it takes its colours from. Its file carries colours of its own, for readers
 * of the file, which a strict policy would refuse here.
 */
export function inlinePicture(file: string, label: string): string {
  const svg = readFileSync(file, 'utf8')
    .replace(/<style>.*?<\/style>\n?/s, '')
    .trim();
  return `<figure class="picture" aria-label="${escapeHtml(label)}">${svg}</figure>`;
}
