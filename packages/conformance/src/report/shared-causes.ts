import { operations } from '@jobwire/contract';
import type { Verdict } from './verdict.ts';

/** So many requirements that one kind of answer breaks may well share a cause. */
const fewest = 4;

/** A sentence for each kind of answer, an operation and a status, that is at hand when many requirements are broken. */
export function sharedCauses(broken: readonly Verdict[]): string[] {
  const counts = new Map<string, number>();
  for (const verdict of broken) {
    for (const kind of new Set(kindsOf(verdict))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= fewest)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${count} of these were seen in an answer ${kind}: they may have one cause.`);
}

function kindsOf(verdict: Verdict): string[] {
  if (verdict.outcome !== 'failed') return [];
  return verdict.failures.flatMap(({ exchange }) => {
    if (exchange === null || exchange.operationId === null) return [];
    return [`${exchange.status} to ${exchange.method} ${operations[exchange.operationId].path}`];
  });
}
