import { pageHtml } from './page-html.ts';

/**
 * What is shown in the place of a page that is not there.
 *
 * @param root where the site is, when that is known; a page without it fits into the folder of the site only.
 */
export function notFoundPage(titles: ReadonlyMap<string, string>, root = ''): string {
  const body = `<main id="content" class="start" tabindex="-1">
<h1>There is no such page</h1>
<p class="lead">The address may be mistyped, or the page has another name by now.</p>
<p class="ways"><a href="${root}index.html">All guides</a> <a href="${root}reference.html">Reference</a></p>
</main>`;
  return pageHtml({ title: 'No such page – Jobwire', description: 'There is no such page.', body, titles, root });
}
