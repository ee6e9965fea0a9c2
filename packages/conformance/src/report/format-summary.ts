import { classVerdicts } from './class-verdicts.ts';
import type { ConformanceReport } from './conformance-report.ts';
import { formatCounts } from './format-verdicts.ts';
import { printable } from './printable.ts';
import { sharedCauses } from './shared-causes.ts';
import { shellVariables } from './shell-variables.ts';
import type { Verdict } from './verdict.ts';

/**
 * Writes the end of a run: what is broken, the verdict for each class that was tried, what repeats the run, and at last the counts.
 */
export function formatSummary(report: ConformanceReport): string {
  const { incomplete, seed, requests, tookMs } = report;
  const parts = [
    brokenLines(report.verdicts),
    classLines(report),
    [
      `${requests.toLocaleString('en')} requests in ${(tookMs / 1_000).toFixed(1)} s; --seed ${seed} repeats what chance chose`,
      ...(incomplete === undefined ? [] : [`INCOMPLETE  ${printable(incomplete)}`]),
    ],
    [formatCounts(report)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function brokenLines(verdicts: readonly Verdict[]): string[] {
  const broken = verdicts.filter((verdict) => verdict.outcome === 'failed');
  if (broken.length === 0) return [];
  const width = Math.max(...broken.map(({ requirement }) => requirement.id.length));
  const variables = shellVariables(broken);
  return [
    'Broken requirements',
    ...broken.map(({ requirement: { id, level, sentence } }) => {
      return `  ${id.padEnd(width)}  ${sentence}${level === 'should' ? ' (SHOULD)' : ''}`;
    }),
    ...sharedCauses(broken).map((cause) => `  ${cause}`),
    ...(variables.length === 0 ? [] : [`  The curl lines need these variables of the shell: ${variables.join(', ')}.`]),
  ];
}

function classLines(report: ConformanceReport): string[] {
  const tried = classVerdicts(report).filter(({ passed, failed, warned }) => passed + failed + warned > 0);
  if (tried.length === 0) return [];
  const width = Math.max(...tried.map(({ name }) => name.length));
  return [
    'Classes',
    ...tried.map(({ name, outcome, passed, failed, warned, skipped }) => {
      const counts = formatCounts({ passed, failed: failed + warned, skipped });
      const shown = outcome === 'untried' && passed > 0 ? 'unfinished' : outcome;
      return `  ${name.padEnd(width)}  ${shown.padEnd(10)}  ${counts}`;
    }),
  ];
}
