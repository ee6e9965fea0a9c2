import type { Exchange } from '../runner/exchange.ts';
import { keyVariables } from '../runner/key-variables.ts';
import type { ConformanceReport } from './conformance-report.ts';
import { curlLine } from './curl-line.ts';
import type { Failure, Verdict } from './verdict.ts';

/** A body is cut after this many characters; the curl line brings the rest. */
const shownBodyCharacters = 2_000;

/**
 * Writes a report as plain text: one line for each requirement, under a failed one what was expected, what happened, the exchange
 * and a curl line, and at last the counts. It shows no key and no control characters of the server.
 */
export function formatVerdicts(report: ConformanceReport): string {
  const width = Math.max(0, ...report.verdicts.map(({ requirement }) => requirement.id.length));
  const lines = report.verdicts.map((verdict) => formatVerdict(verdict, width));
  const counts = `${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped`;
  return [...lines, '', counts].join('\n');
}

/** Writes one verdict of a report, for those who show it as it comes. Ids are padded to `width` characters. */
export function formatVerdict(verdict: Verdict, width: number): string {
  return [verdictLine(verdict, width), ...failureLines(verdict)].join('\n');
}

function verdictLine(verdict: Verdict, width: number): string {
  const { requirement, outcome } = verdict;
  const reason = outcome === 'skipped' ? ` (skipped: ${verdict.reason})` : '';
  return `${outcome.padEnd(7)}  ${requirement.id.padEnd(width)}  ${requirement.sentence}${reason}`;
}

function failureLines(verdict: Verdict): string[] {
  return verdict.outcome === 'failed' ? verdict.failures.flatMap(oneFailure) : [];
}

function oneFailure({ expected, actual, exchange }: Failure): string[] {
  const lines = [`expected  ${expected}`, `actual    ${actual}`, ...(exchange === null ? [] : exchangeLines(exchange))];
  return lines.map((line) => `         ${printable(line)}`);
}

function exchangeLines(exchange: Exchange): string[] {
  const { method, url, keyName, requestBody, status, headers, bodyText } = exchange;
  const body = bodyText.length > shownBodyCharacters ? `${bodyText.slice(0, shownBodyCharacters)}…` : bodyText;
  return [
    `> ${method} ${url}`,
    `> authorization: Bearer ${keyVariables[keyName]}`,
    ...(requestBody === null ? [] : ['> content-type: application/json', `> ${requestBody}`]),
    `< ${status}`,
    ...[...headers].map(([name, value]) => `< ${name}: ${value}`),
    ...(body === '' ? [] : body.split(/\r?\n/).map((line) => `< ${line}`)),
    curlLine(exchange),
  ];
}

/** What a server sends must not move the cursor or colour the terminal of whoever reads the report. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '\uFFFD');
}
