import type { Failure } from '../report/verdict.ts';
import type { CheckContext } from '../runner/check-context.ts';
import { CheckFailed } from '../runner/check-failed.ts';
import { jobHistories } from './job-history.ts';
import type { Observation } from './observation.ts';

/** A server that is wrong in many ways is shown the first of them. */
const shownFailures = 10;

/** What is wrong with one sight of a job, or null. */
export type SightRule = (observation: Observation) => Pick<Failure, 'expected' | 'actual'> | null;

/** What is wrong in the history of one job, whose sights are in the order of its versions; at most one failure. */
export type HistoryRule = (sights: readonly Observation[]) => Failure | null;

/** Holds a rule against every sight of a whole job. A break is shown once for each operation. */
export async function expectOfEverySight(context: CheckContext, rule: SightRule): Promise<void> {
  const failures = new Map<string, Failure>();
  for (const observation of (await jobHistories(context)).flat()) {
    const fault = observation.whole ? rule(observation) : null;
    const operation = observation.exchange?.operationId ?? 'webhook';
    if (fault !== null && !failures.has(operation)) {
      failures.set(operation, {
        ...fault,
        expected: `in ${operation}: ${fault.expected}`,
        exchange: observation.exchange,
      });
    }
  }
  failAll([...failures.values()]);
}

/** Holds a rule against the history of each job. */
export async function expectOfEveryHistory(context: CheckContext, rule: HistoryRule): Promise<void> {
  failAll((await jobHistories(context)).flatMap((sights) => rule(sights) ?? []));
}

/** Ends the check as failed if there is anything to show. */
export function failAll(failures: readonly Failure[]): void {
  if (failures.length > 0) {
    throw new CheckFailed(...failures.slice(0, shownFailures));
  }
}

/** The first two neighbours of a list that do not go together. */
export function firstPair<Item>(items: readonly Item[], wrong: (earlier: Item, later: Item) => boolean) {
  const at = items.findIndex((later, index) => index > 0 && wrong(items[index - 1] as Item, later));
  return at < 0 ? null : { earlier: items[at - 1] as Item, later: items[at] as Item };
}

/** The sights in the order in which they were seen, without those of which that is not known. */
export function inSeenOrder(sights: readonly Observation[]): Observation[] {
  return sights
    .filter(({ span }) => span !== null)
    .sort((one, other) => (one.span?.endedAtMs ?? 0) - (other.span?.endedAtMs ?? 0));
}
