import { areaOf, areas } from '../requirements/area-of.ts';
import { type ClassVerdict, classVerdicts } from './class-verdicts.ts';
import { type ConformanceReport, costsTheVerdict } from './conformance-report.ts';
import { escapeMarkup as marked, proseMarkup } from './escape-markup.ts';
import { htmlFailures } from './html-failures.ts';
import { htmlStyle } from './html-style.ts';
import type { Verdict } from './verdict.ts';

/** Writes a report as one HTML file that needs nothing else: no script, no network. It holds no key. */
export function htmlReport(report: ConformanceReport): string {
  const { target, startedAt, tookMs, requests, seed, incomplete } = report;
  const { state, title, headline } = judgementOf(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${marked(target)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<header class="hero ${state}">
<h1>${headline}</h1>
<p>${marked(target)} against the Jobwire contract, on ${marked(startedAt.slice(0, 10))} at ${marked(startedAt.slice(11, 16))} UTC</p>
${incomplete === undefined ? '' : `<p class="incomplete">The run did not come to its end. ${proseMarkup(incomplete)}</p>\n`}${counts(report)}
</header>
<h2>Conformance classes</h2>
<ul class="classes">
${classVerdicts(report).map(classCard).join('\n')}
</ul>
${htmlFailures(report)}
<h2>Requirement by requirement</h2>
${areas.map((area) => areaSection(area, report.verdicts)).join('\n')}
<footer>${requests.toLocaleString('en')} requests in ${(tookMs / 1_000).toFixed(1)} s. Seed ${seed}: the same seed repeats what chance chose.
A MUST that is broken costs the verdict; a SHOULD does not.</footer>
</main>
</body>
</html>
`;
}

/** What a run that did not come to its end leaves untried may be broken too. */
function judgementOf({ conforms, verdicts }: ConformanceReport) {
  if (conforms) return { state: 'passed', title: 'Conforms', headline: 'Keeps the contract' };
  return verdicts.some(costsTheVerdict)
    ? { state: 'failed', title: 'Does not conform', headline: 'Breaks the contract' }
    : { state: 'incomplete', title: 'Incomplete', headline: 'No verdict' };
}

function counts({ passed, failed, skipped, verdicts }: ConformanceReport): string {
  return `<ul class="counts">
<li class="good"><b>${passed}</b>passed</li>
<li${failed > 0 ? ' class="bad"' : ''}><b>${failed}</b>failed</li>
<li><b>${skipped}</b>skipped</li>
<li><b>${verdicts.length}</b>requirements</li>
</ul>`;
}

function classCard({ name, outcome, passed, failed, warned, skipped }: ClassVerdict): string {
  const all = Math.max(1, passed + failed + warned + skipped);
  const part = (kind: string, count: number) =>
    count === 0 ? '' : `<i class="${kind}" style="width:${((100 * count) / all).toFixed(1)}%"></i>`;
  const numbers = [
    `${passed} passed`,
    ...(failed + warned > 0 ? [`${failed + warned} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `<li><strong>${marked(name)} <span class="mark ${outcome}">${outcome === 'untried' && passed > 0 ? 'unfinished' : outcome}</span></strong>
<div class="bar">${part('passed', passed)}${part('failed', failed)}${part('warned', warned)}</div>
<small>${outcome === 'untried' && passed + skipped === 0 ? 'not asked for' : numbers.join(', ')}</small></li>`;
}

function areaSection(area: string, verdicts: readonly Verdict[]): string {
  const own = verdicts.filter(({ requirement }) => areaOf(requirement.id) === area);
  if (own.length === 0) {
    return '';
  }
  const passed = own.filter(({ outcome }) => outcome === 'passed').length;
  const skipped = own.filter(({ outcome }) => outcome === 'skipped').length;
  const failed = own.length - passed - skipped;
  const mark = failed > 0 ? 'failed' : passed > 0 ? 'passed' : 'skipped';
  return `<details class="area"${failed > 0 ? ' open' : ''}>
<summary><span>${marked(area)}</span><small>${passed} of ${own.length}</small><span class="mark ${mark}">${mark}</span></summary>
<ul>
${own.map(requirementLine).join('\n')}
</ul>
</details>`;
}

function requirementLine(verdict: Verdict): string {
  const { id, level, sentence } = verdict.requirement;
  const warned = verdict.outcome === 'failed' && level === 'should';
  const reason = verdict.outcome === 'skipped' ? `<p class="reason">Skipped: ${marked(verdict.reason)}.</p>` : '';
  return `<li class="requirement"><span class="mark ${warned ? 'warned' : verdict.outcome}">${verdict.outcome}</span>
<div><p>${proseMarkup(sentence)}</p><code>${verdict.outcome === 'failed' ? `<a href="#${marked(id)}">${marked(id)}</a>` : marked(id)}${level === 'should' ? ' · SHOULD' : ''}</code>${reason}</div></li>`;
}
