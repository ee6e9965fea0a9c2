import { type ConformanceReport, reportOn } from '../report/conformance-report.ts';
import type { Verdict } from '../report/verdict.ts';
import type { RequirementId } from '../requirements/requirements.ts';
import { type ChosenRequirement, chosenRequirements } from './chosen-requirements.ts';
import { judge } from './judge.ts';
import { prepareRun, type Run } from './prepare-run.ts';
import type { RunOptions } from './run-options.ts';
import { inRunOrder, partOf } from './run-order.ts';

/** How many requests a check has in flight on the average; so many checks are tried at once that the limit is made use of. */
const requestsOfACheck = 3;

/**
 * Tries every requirement that was asked for against a server, and cancels the jobs it leaves running.
 *
 * @throws ConformanceSetupError when the run cannot be carried out, which says nothing about the server
 */
export async function runConformance(options: RunOptions): Promise<ConformanceReport> {
  const chosen = chosenRequirements(options);
  const began = performance.now();
  const startedAt = new Date();
  const run = await prepareRun(options);
  try {
    const verdicts = await judgeAll(chosen, run, options);
    return reportOn({
      verdicts: chosen.flatMap(({ id }) => verdicts.get(id) ?? []),
      target: options.baseUrl ?? 'the given fetch',
      seed: run.seed,
      startedAt: startedAt.toISOString(),
      tookMs: Math.round(performance.now() - began),
      requests: run.requestCount(),
      classesServed: run.capabilities.conformance_classes ?? [],
    });
  } finally {
    await run.close();
  }
}

async function judgeAll(
  chosen: readonly ChosenRequirement[],
  run: Run,
  { bail = false, onVerdict }: RunOptions,
): Promise<Map<RequirementId, Verdict>> {
  const byId = new Map(chosen.map((requirement) => [requirement.id, requirement]));
  const ids = inRunOrder(chosen.map(({ id }) => id));
  const verdicts = new Map<RequirementId, Verdict>();
  let stopped = false;

  async function tell(id: RequirementId): Promise<void> {
    const requirement = byId.get(id) as ChosenRequirement;
    const verdict: Verdict = stopped
      ? { requirement, outcome: 'skipped', reason: 'the run ended at the first failure', tookMs: 0 }
      : await judge(requirement, run);
    verdicts.set(id, verdict);
    stopped ||= bail && verdict.outcome === 'failed' && requirement.level === 'must';
    onVerdict?.(verdict);
  }

  const checksAtOnce = Math.max(1, Math.ceil(run.limits.parallel / requestsOfACheck));
  await inParallel(
    ids.filter((id) => partOf(id) === 'together'),
    checksAtOnce,
    tell,
  );
  await inParallel(
    ids.filter((id) => partOf(id) === 'alone'),
    1,
    tell,
  );
  // Those at the end of the catalogue send a few requests more, which those at its beginning then judge.
  await inParallel(ids.filter((id) => partOf(id) === 'last').reverse(), 1, tell);
  return verdicts;
}

/** Takes items in their order, several at once. After an error it begins nothing more, and throws when all that was begun is over. */
async function inParallel<Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>) {
  const left = [...items];
  const errors: unknown[] = [];
  async function workOn(): Promise<void> {
    for (let item = left.shift(); item !== undefined && errors.length === 0; item = left.shift()) {
      await work(item).catch((error: unknown) => errors.push(error));
    }
  }
  await Promise.all(Array.from({ length: atOnce }, workOn));
  if (errors.length > 0) throw errors[0];
}
