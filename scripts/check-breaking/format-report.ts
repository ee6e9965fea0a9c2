import { isAbsolute, relative } from 'node:path';
import type { BreakingReport } from './check-breaking.ts';
import type { Finding, Verdict } from './finding.ts';

const headings: Readonly<Record<Verdict, string>> = {
  breaking: 'Breaking',
  addition: 'Additions',
  wording: 'Wording, and what a client need not notice',
};

/** A report for a person at a terminal, the gravest first. */
export function formatReport(report: BreakingReport): string {
  const { base, revision, findings, verdict, leastVersion, passed } = report;
  const title = `${shown(revision.path)} (${revision.version}) against ${shown(base.path)} (${base.version})`;
  const groups = (['breaking', 'addition', 'wording'] as const).flatMap((group) => {
    const lines = findings.filter((finding) => finding.verdict === group).map(lineOf);
    return lines.length === 0 ? [] : [`${headings[group]} (${lines.length})`, ...lines, ''];
  });
  const conclusion =
    verdict === null
      ? 'Nothing has changed.'
      : passed
        ? `Passed: ${revision.version} says what has changed (at least ${leastVersion}).`
        : `Failed: these changes need version ${leastVersion} or later, and info.version is ${revision.version}.`;
  return [title, '', ...groups, conclusion, ''].join('\n');
}

function lineOf({ breaks, place, message, rule }: Finding): string {
  const whom = breaks === null ? '' : `breaks ${breaks}: `;
  return `  ${whom}${message}\n    at ${place} [${rule}]`;
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return isAbsolute(short) || short.startsWith('..') ? path : short;
}
