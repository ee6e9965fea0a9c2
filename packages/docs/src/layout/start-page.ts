import { spec } from '@jobwire/contract/spec';
import { guideCatalogue, guideNames } from '../guides/guide-catalogue.ts';
import { escapeHtml } from './escape-html.ts';
import { pageHtml } from './page-html.ts';

const summary = (spec.info as unknown as { readonly summary: string }).summary;

/** What the contract settles, in the order in which people ask. */
const promises: Readonly<Record<string, string>> = {
  'A 200 from cancel is a promise':
    'The job ends as cancelled and as nothing else. If it had finished first, cancel answers 409 with the finished job inside.',
  'No work goes on behind your back':
    'Cancelled is never shown while work may still go on. That time is called cancelling, and it has a bound.',
  'Partial results survive':
    'What was produced before the stop stays readable, and a job that has ended never changes again.',
  'Every rule has a check': 'Outsiders can run them all against a server of their own, whatever it is written in.',
};

/** The first page of the site: what this is, where to begin, and everything there is to read. */
export function startPage(titles: ReadonlyMap<string, string>): string {
  const body = `<main id="content" class="start" tabindex="-1">
<div class="hero">
<div>
<h1>${escapeHtml(summary.replace(/\.$/, ''))}</h1>
<p class="lead">One OpenAPI file says how jobs are created, followed and cancelled, and what each answer promises. A server, a client, a mock
and a conformance kit are generated from it or checked against it.</p>
<p class="ways">${ways(titles)}</p>
</div>
${sample()}
</div>
<dl class="promises">
${Object.entries(promises)
  .map(([promise, meaning]) => `<div><dt>${escapeHtml(promise)}</dt><dd>${escapeHtml(meaning)}</dd></div>`)
  .join('\n')}
</dl>
${guideCatalogue.map(({ title, guides }) => cards(title, guides, titles)).join('\n')}
<section class="cards"><h2>The contract</h2>
<ul>
${card('reference.html', 'Reference', 'Every operation, parameter and answer, each with an example.')}
${card('openapi.json', 'OpenAPI file', 'The same for machines: generate a client, a server or a mock from it.')}
</ul></section>
</main>`;
  return pageHtml({ title: `${spec.info.title} – ${summary.replace(/\.$/, '')}`, description: summary, body, titles });
}

/** What it is all about: a cancel, and the answer to it as the contract has it. */
function sample(): string {
  const examples = spec.components.examples as Readonly<Record<string, { readonly value: object }>>;
  const { id, status, terminal, progress, cancellation } = (examples.JobCancelled?.value ?? {}) as Record<
    string,
    unknown
  >;
  const answer = JSON.stringify({ id, status, terminal, progress, cancellation }, null, 2).replace(/\n}$/, ',\n  …\n}');
  const request = '<b>POST</b> /v1/jobs/{job_id}/cancel';
  return `<pre class="sample" tabindex="0"><code>${request}\n\n<b>200</b> OK\n${coloured(answer)}</code></pre>`;
}

/** JSON with the colours of the guides, which this page has without what makes them. */
function coloured(json: string): string {
  return escapeHtml(json).replace(
    /(&quot;.*?&quot;)(:)?|\b(?:true|false|null|\d+)\b/g,
    (text, quoted?: string, colon?: string) => {
      if (colon !== undefined) return `<span class="hljs-attr">${quoted}</span>:`;
      return `<span class="hljs-${quoted === undefined ? 'number' : 'string'}">${text}</span>`;
    },
  );
}

function ways(titles: ReadonlyMap<string, string>): string {
  const [first = ''] = guideNames;
  return `<a href="${first}.html">${escapeHtml(titles.get(first) ?? first)}</a> <a href="reference.html">Reference</a>`;
}

function cards(title: string, guides: Readonly<Record<string, string>>, titles: ReadonlyMap<string, string>): string {
  const all = Object.entries(guides).map(([name, about]) => card(`${name}.html`, titles.get(name) ?? name, about));
  return `<section class="cards"><h2>${escapeHtml(title)}</h2>\n<ul>\n${all.join('\n')}\n</ul></section>`;
}

function card(href: string, title: string, about: string): string {
  return `<li><a href="${href}"><b>${escapeHtml(title)}</b> ${escapeHtml(about)}</a></li>`;
}
