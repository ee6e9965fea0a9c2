import type { ConformanceReport } from './conformance-report.ts';
import { curlLine } from './curl-line.ts';
import { escapeMarkup as escape } from './escape-markup.ts';
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
  return `<article class="failure${level === 'should' ? ' warned' : ''}" id="${escape(id)}">
<h3>${escape(id)}</h3>
<p>${escape(sentence).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>
${verdict.failures.map(failureMarkup).join('\n')}
</article>`;
}

function failureMarkup({ expected, actual, exchange, script }: Failure): string {
  const lines = script ?? (exchange === null ? [] : [curlLine(exchange)]);
  return `<dl><dt>Expected</dt><dd>${escape(expected)}</dd><dt>Got</dt><dd>${escape(actual)}</dd></dl>
${lines.length === 0 ? '' : `<pre>${escape(lines.join('\n'))}</pre>`}
${exchange === null ? '' : `<details><summary>The exchange</summary><pre>${escape(exchangeLines(exchange).join('\n'))}</pre></details>`}`;
}
