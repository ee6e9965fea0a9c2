import type { ConformanceReport } from './conformance-report.ts';
import { curlLine } from './curl-line.ts';
import { escapeMarkup as marked, proseMarkup as markedProse } from './escape-markup.ts';
import { exchangeLines } from './format-verdicts.ts';
import type { Failure, Verdict } from './verdict.ts';

/** Every broken requirement with what was expected, what came instead, and the exchange. Nothing when there is none. */
export function htmlFailures({ verdicts }: ConformanceReport): string {
  const broken = verdicts.filter((verdict) => verdict.outcome === 'failed');
  return broken.length === 0
    ? ''
    : `<h2>What is broken</h2>\n${broken.map((verdict) => brokenRequirement(verdict)).join('\n')}`;
}

function brokenRequirement({ requirement, ...verdict }: Verdict & { readonly outcome: 'failed' }): string {
  const { id, level, sentence } = requirement;
  return `<article class="failure${level === 'should' ? ' warned' : ''}" id="${marked(id)}">
<h3>${marked(id)}</h3>
<p>${markedProse(sentence)}</p>
${verdict.failures.map(failureMarkup).join('\n')}
</article>`;
}

function failureMarkup({ expected, actual, exchange, delivery, script }: Failure): string {
  const lines = script ?? (exchange === null ? [] : [curlLine(exchange)]);
  return `<section><dl><dt>Expected</dt><dd>${markedProse(expected)}</dd><dt>Got</dt><dd>${markedProse(actual)}</dd></dl>
${lines.length === 0 ? '' : `<pre>${marked(lines.join('\n'))}</pre>`}
${exchange === null ? '' : `<details><summary>The exchange</summary><pre>${marked(exchangeLines(exchange).join('\n'))}</pre></details>`}
${delivery === undefined ? '' : `<details><summary>The webhook</summary><pre>${marked(delivery.join('\n'))}</pre></details>`}</section>`;
}
