import { guideCatalogue } from '../guides/guide-catalogue.ts';
import { escapeHtml } from './escape-html.ts';

/** Links to all guides, section by section. */
export function guideList(titles: ReadonlyMap<string, string>, root: string, current: string | undefined): string {
  return guideCatalogue
    .map(({ title, guides }) => {
      const items = Object.keys(guides).map((name) => {
        const here = name === current ? ' aria-current="page"' : '';
        return `<li><a href="${root}${name}.html"${here}>${escapeHtml(titles.get(name) ?? name)}</a></li>`;
      });
      return `<h2>${escapeHtml(title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
    })
    .join('\n');
}
