import { type ApiDocument, isObject, type JsonObject, lookUp, stringsOf } from '../api-document.ts';
import type { Finding } from '../finding.ts';
import { addition, breaking, type Rule } from './rule.ts';

const table = 'x-jobwire-transitions';

/** The moves of a job. New ones may come, except those that would break what cancel and terminal statuses promise. */
export const lifecycleChanged: Rule = (before, after) => {
  const earlier = transitionsOf(before);
  const now = transitionsOf(after);
  const terminal = terminalOf(before);
  return [
    ...earlier.flatMap((was) => {
      const is = now.find((transition) => sameMove(was, transition));
      if (is === undefined)
        return [finding('servers', `${inWords(was)} is gone, and a server that conforms may make it.`)];
      return is.event === was.event
        ? []
        : [finding('clients', `${inWords(was)} was event \`${was.event}\` and is \`${is.event}\`.`)];
    }),
    ...now
      .filter((is) => !earlier.some((was) => sameMove(was, is)))
      .flatMap((is) => {
        if (terminal.includes(String(is.from)))
          return [finding('clients', `${inWords(is)} moves a job that has ended.`)];
        if (is.from === 'cancelling' && is.to !== 'cancelled') {
          return [finding('clients', `${inWords(is)} breaks the promise of cancel.`)];
        }
        return [addition('lifecycle-changed', `#/${table}`, `${inWords(is)} is new.`)];
      }),
    ...statusesOf(before)
      .filter(
        (status) =>
          statusesOf(after).includes(status) && terminal.includes(status) !== terminalOf(after).includes(status),
      )
      .map((status) =>
        finding(
          'clients',
          `\`${status}\` ${terminal.includes(status) ? 'was terminal and is' : 'was open and is'} not any more.`,
        ),
      ),
  ];
};

function finding(breaks: 'clients' | 'servers', message: string): Finding {
  return breaking(breaks, 'lifecycle-changed', `#/${table}`, message);
}

function transitionsOf(document: ApiDocument): JsonObject[] {
  return [document[table]].flat().filter(isObject);
}

function statusesOf(document: ApiDocument): string[] {
  return stringsOf(lookUp(document, '#/components/schemas/JobStatus/enum'));
}

function terminalOf(document: ApiDocument): string[] {
  return stringsOf(lookUp(document, '#/components/schemas/JobStatus/x-jobwire-terminal'));
}

function sameMove(one: JsonObject, other: JsonObject): boolean {
  return one.from === other.from && one.to === other.to && one.cause === other.cause;
}

function inWords({ from, to, cause }: JsonObject): string {
  return `${from ?? 'creation'} → ${to} (${cause})`;
}
