import type { Verdict } from '../report/verdict.ts';
import type { RequirementId } from '../requirements/requirements.ts';
import type { ChosenRequirement } from './chosen-requirements.ts';
import { judge } from './judge.ts';
import type { Run } from './prepare-run.ts';
import type { RunOptions } from './run-options.ts';
import { inRunOrder, partOf } from './run-order.ts';

/** How many requests a check has in flight on the average; so many checks are tried at once that the limit is made use of. */
const requestsOfACheck = 3;

/**
 * Tries all that was chosen, and puts each verdict where the caller sees it.
 *
 * @throws ConformanceSetupError as soon as the run cannot go on; checks that are under way then are not waited for
 */
export async function judgeAll(
  chosen: readonly ChosenRequirement[],
  run: Run,
  { bail = false, onVerdict }: RunOptions,
  verdicts: Map<RequirementId, Verdict>,
): Promise<void> {
  const byId = new Map(chosen.map((requirement) => [requirement.id, requirement]));
  const ids = inRunOrder(chosen.map(({ id }) => id));
  let bailed = false;

  async function tell(id: RequirementId): Promise<void> {
    const requirement = byId.get(id) as ChosenRequirement;
    const verdict: Verdict = bailed
      ? { requirement, outcome: 'skipped', reason: 'the run ended at the first failure', untried: true, tookMs: 0 }
      : await judge(requirement, run);
    // What a check concludes after the end may come of the end.
    run.stopped.throwIfAborted();
    verdicts.set(id, verdict);
    bailed ||= bail && verdict.outcome === 'failed' && requirement.level === 'must';
    onVerdict?.(verdict);
  }

  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => {});
  const stop = () => stopped.reject(run.stopped.reason);
  run.stopped.addEventListener('abort', stop);
  if (run.stopped.aborted) stop();
  const part = (name: ReturnType<typeof partOf>) => ids.filter((id) => partOf(id) === name);
  const inTurn = async () => {
    const checksAtOnce = Math.max(1, Math.ceil(run.limits.parallel / requestsOfACheck));
    await inParallel(part('together'), checksAtOnce, tell);
    await inParallel(part('alone'), 1, tell);
    // Those at the end of the catalogue send a few requests more, which those at its beginning then judge.
    await inParallel(part('last').reverse(), 1, tell);
  };
  try {
    await Promise.race([inTurn(), stopped.promise]);
  } finally {
    run.stopped.removeEventListener('abort', stop);
  }
}

/** Takes items in their order, several at once. After an error it begins nothing more. */
async function inParallel<Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>) {
  const left = [...items];
  async function workOn(): Promise<void> {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await work(item).catch((error: unknown) => {
        left.length = 0;
        throw error;
      });
    }
  }
  await Promise.all(Array.from({ length: atOnce }, workOn));
}
