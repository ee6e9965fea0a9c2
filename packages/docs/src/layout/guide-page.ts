import type { Guide, Heading } from '../guides/guide.ts';
import { guideCatalogue, guideNames } from '../guides/guide-catalogue.ts';
import { escapeHtml } from './escape-html.ts';
import { guideList } from './guide-list.ts';
import { pageHtml } from './page-html.ts';

/** The page of a guide: all guides at its side, what is on it at the other, and the next one at its end. */
export function guidePage(guide: Guide, titles: ReadonlyMap<string, string>): string {
  const { name, title, html } = guide;
  const headings = guide.headings.filter(({ level }) => level === 2 || level === 3);
  const body = `<div class="frame">
<nav class="guides" aria-label="Guides">
${guideList(titles, '', name)}
</nav>
<main id="content" tabindex="-1">
${contentsWithin(headings)}<article class="text">
<h1>${escapeHtml(title)}</h1>
${html}</article>
${turn(name, titles)}
</main>
${contents(headings)}</div>`;
  return pageHtml({ title: `${title} – Jobwire`, description: aboutGuide(name), body, current: name, titles });
}

function aboutGuide(name: string): string {
  return guideCatalogue.map(({ guides }) => guides[name]).find((about) => about !== undefined) ?? '';
}

function contents(headings: readonly Heading[]): string {
  if (headings.length < 2) return '';
  return `<nav class="contents" aria-label="On this page">
<h2>On this page</h2>
${linksTo(headings)}
</nav>
`;
}

/** The same where there is no room for it beside the text. */
function contentsWithin(headings: readonly Heading[]): string {
  if (headings.length < 2) return '';
  return `<details class="contents-within"><summary>On this page</summary>
<nav aria-label="On this page, in short">${linksTo(headings)}</nav>
</details>
`;
}

function linksTo(headings: readonly Heading[]): string {
  const items = headings.map(
    ({ level, id, text }) => `<li${level > 2 ? ' class="deeper"' : ''}><a href="#${id}">${breakable(text)}</a></li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

/** A long code may go on in another line behind a word. */
function breakable(text: string): string {
  return escapeHtml(text).replaceAll('_', '_<wbr>');
}

function turn(name: string, titles: ReadonlyMap<string, string>): string {
  const index = guideNames.indexOf(name);
  const link = (to: string | undefined, relation: 'prev' | 'next', word: string) =>
    to === undefined
      ? ''
      : `<a class="${relation}" rel="${relation}" href="${to}.html"><span>${word}</span> ${escapeHtml(titles.get(to) ?? to)}</a>`;
  const links = link(guideNames[index - 1], 'prev', 'Before') + link(guideNames[index + 1], 'next', 'Next');
  return `<nav class="turn" aria-label="Next to this guide">${links}</nav>`;
}
