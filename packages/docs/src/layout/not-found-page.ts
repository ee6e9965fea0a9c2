import { pageHtml } from './page-html.ts';

/**
 * What is shown in the place of a page that is not there, however deep in the site that would be.
 *
 * @param root the path of the site on its host, with a slash at its end.
 */
export function notFoundPage(titles: ReadonlyMap<string, string>, root: string): string {
  const body = `<main id="content" class="start" tabindex="-1">
<h1>There is no such page</h1>
<p class="lead">The address may be mistyped, or the page has another name by now.</p>
<p class="ways"><a href="${root}index.html">All guides</a> <a href="${root}reference.html">Reference</a></p>
</main>`;
  return pageHtml({ title: 'No such page – Jobwire', description: 'There is no such page.', body, titles, root });
}
