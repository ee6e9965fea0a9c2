import type { Exchange } from '../runner/exchange.ts';
import { keyVariables } from '../runner/key-variables.ts';
import type { ConformanceReport } from './conformance-report.ts';
import { curlLine } from './curl-line.ts';
import { printable } from './printable.ts';
import type { Failure, Verdict } from './verdict.ts';

/** A body is cut after this many characters; the curl line brings the rest. */
const shownBodyCharacters = 2_000;

/** As above, where lines run by. */
const shownBodyCharactersInPassing = 400;

/** Headers of each connection, which say nothing of the contract. */
const headersOfEveryAnswer: readonly string[] = ['connection', 'date', 'keep-alive', 'transfer-encoding'];

/**
 * Writes a report as plain text: one line for each requirement, under a failed one what was expected, what happened, the exchange
 * and a curl line, and at last the counts. It shows no key and no control characters of the server.
 */
export function formatVerdicts(report: ConformanceReport): string {
  const width = Math.max(0, ...report.verdicts.map(({ requirement }) => requirement.id.length));
  const lines = report.verdicts.map((verdict) => formatVerdict(verdict, width));
  const incomplete = report.incomplete === undefined ? [] : ['', `INCOMPLETE  ${printable(report.incomplete)}`];
  return [...lines, ...incomplete, '', formatCounts(report)].join('\n');
}

/** The counts of a report in one line. */
export function formatCounts({ passed, failed, skipped }: Pick<ConformanceReport, 'passed' | 'failed' | 'skipped'>) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Writes one verdict of a report, for those who show it as it comes. Ids are padded to `width` characters. */
export function formatVerdict(verdict: Verdict, width: number): string {
  return [verdictLine(verdict, width), ...failureLines(verdict, shownBodyCharactersInPassing)].join('\n');
}

function verdictLine(verdict: Verdict, width: number): string {
  const { requirement, outcome } = verdict;
  const level = requirement.level === 'should' ? ' (SHOULD)' : '';
  const reason = outcome === 'skipped' ? ` (${printable(verdict.reason)})` : '';
  return `${outcome.padEnd(7)}  ${requirement.id.padEnd(width)}  ${requirement.sentence}${level}${reason}`;
}

/** Every failure of a verdict as a person reads it. */
export function failureLines(verdict: Verdict, bodyCharacters = shownBodyCharacters): string[] {
  return verdict.outcome === 'failed' ? verdict.failures.flatMap((failure) => oneFailure(failure, bodyCharacters)) : [];
}

function oneFailure({ expected, actual, exchange, delivery = [], script }: Failure, bodyCharacters: number): string[] {
  const lines = [
    `expected  ${expected}`,
    `actual    ${actual}`,
    ...(exchange === null ? [] : exchangeLines(exchange, bodyCharacters)),
    ...delivery,
    ...(script ?? (exchange === null ? [] : [curlLine(exchange)])),
  ];
  return lines.map((line) => `         ${printable(line)}`);
}

/** An exchange as a person reads it: request lines begin with `>`, answer lines with `<`. The key is a shell variable. */
export function exchangeLines(exchange: Exchange, bodyCharacters = shownBodyCharacters): string[] {
  const { method, url, keyName, requestHeaders, requestBody, status, headers, bodyText } = exchange;
  return [
    `> ${method} ${url}`,
    ...(keyName === null ? [] : [`> authorization: Bearer ${keyVariables[keyName]}`]),
    ...[...requestHeaders].map(([name, value]) => `> ${name.toLowerCase()}: ${value}`),
    ...(requestBody === null
      ? []
      : [`> ${cut(requestBody.text ?? `${requestBody.bytes.length} bytes`, bodyCharacters)}`]),
    `< ${status}`,
    ...[...headers]
      .filter(([name]) => !headersOfEveryAnswer.includes(name))
      .map(([name, value]) => `< ${name}: ${value}`),
    ...(bodyText === ''
      ? []
      : cut(bodyText, bodyCharacters)
          .split(/\r?\n/)
          .map((line) => `< ${line}`)),
  ];
}

function cut(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, characters)}…` : text;
}
