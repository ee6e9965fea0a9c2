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
  return [...lines, '', formatCounts(report)].join('\n');
}

/** The counts of a report in one line. */
export function formatCounts({ passed, failed, skipped }: Pick<ConformanceReport, 'passed' | 'failed' | 'skipped'>) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Writes one verdict of a report, for those who show it as it comes. Ids are padded to `width` characters. */
export function formatVerdict(verdict: Verdict, width: number): string {
  return [verdictLine(verdict, width), ...failureLines(verdict)].join('\n');
}

function verdictLine(verdict: Verdict, width: number): string {
  const { requirement, outcome } = verdict;
  const level = requirement.level === 'should' ? ' (SHOULD)' : '';
  const reason = outcome === 'skipped' ? ` (skipped: ${printable(verdict.reason)})` : '';
  return `${outcome.padEnd(7)}  ${requirement.id.padEnd(width)}  ${requirement.sentence}${level}${reason}`;
}

/** Every failure of a verdict as a person reads it. */
export function failureLines(verdict: Verdict): string[] {
  return verdict.outcome === 'failed' ? verdict.failures.flatMap(oneFailure) : [];
}

function oneFailure({ expected, actual, exchange, script }: Failure): string[] {
  const lines = [
    `expected  ${expected}`,
    `actual    ${actual}`,
    ...(exchange === null ? [] : exchangeLines(exchange)),
    ...(script ?? (exchange === null ? [] : [curlLine(exchange)])),
  ];
  return lines.map((line) => `         ${printable(line)}`);
}

/** An exchange as a person reads it: request lines begin with `>`, answer lines with `<`. The key is a shell variable. */
export function exchangeLines(exchange: Exchange): string[] {
  const { method, url, keyName, requestHeaders, requestBody, status, headers, bodyText } = exchange;
  return [
    `> ${method} ${url}`,
    ...(keyName === null ? [] : [`> authorization: Bearer ${keyVariables[keyName]}`]),
    ...[...requestHeaders].map(([name, value]) => `> ${name.toLowerCase()}: ${value}`),
    ...(requestBody === null ? [] : [`> ${cut(requestBody.text ?? `${requestBody.bytes.length} bytes`)}`]),
    `< ${status}`,
    ...[...headers].map(([name, value]) => `< ${name}: ${value}`),
    ...(bodyText === ''
      ? []
      : cut(bodyText)
          .split(/\r?\n/)
          .map((line) => `< ${line}`)),
  ];
}

function cut(text: string): string {
  return text.length > shownBodyCharacters ? `${text.slice(0, shownBodyCharacters)}…` : text;
}

/** What a server sends must not move the cursor or colour the terminal of whoever reads the report. */
export function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '\uFFFD');
}
