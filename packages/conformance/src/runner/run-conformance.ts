import { type ConformanceReport, reportOn } from '../report/conformance-report.ts';
import type { Verdict } from '../report/verdict.ts';
import type { RequirementId } from '../requirements/requirements.ts';
import { checkRunOptions } from './check-run-options.ts';
import { chosenRequirements } from './chosen-requirements.ts';
import { ConformanceSetupError, isConformanceSetupError } from './conformance-setup-error.ts';
import { judgeAll } from './judge-all.ts';
import { type ClosedRun, prepareRun, type Run } from './prepare-run.ts';
import { createRequestBudget } from './request-budget.ts';
import { defaultRunLimits } from './run-limits.ts';
import type { RunOptions } from './run-options.ts';

/**
 * Tries every requirement that was asked for against a server, and cancels the jobs it leaves running.
 *
 * @throws ConformanceSetupError when the run cannot be carried out to its end. Its `report` tells what was found out until then.
 */
export async function runConformance(options: RunOptions): Promise<ConformanceReport> {
  // Whoever calls it from JavaScript may leave it out.
  const chosen = chosenRequirements(options ?? {});
  const checked = checkRunOptions(options);
  const limits = { ...defaultRunLimits, ...options.limits };
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const budget = createRequestBudget(limits);
  const began = performance.now();
  const startedAt = new Date();
  const verdicts = new Map<RequirementId, Verdict>();
  let run: Run | null = null;
  const reportNow = (incomplete?: string) =>
    reportOn({
      verdicts: chosen.map((requirement) => verdicts.get(requirement.id) ?? { requirement, ...untried }),
      target: options.baseUrl ?? 'the given fetch',
      seed,
      startedAt: startedAt.toISOString(),
      tookMs: Math.round(performance.now() - began),
      requests: budget.sent(),
      classesServed: run?.capabilities.conformance_classes ?? [],
      ...(incomplete === undefined ? {} : { incomplete }),
    });

  const interrupt = () => budget.stop(new ConformanceSetupError('The run was interrupted.'));
  options.signal?.addEventListener('abort', interrupt);
  if (options.signal?.aborted === true) interrupt();
  try {
    run = await prepareRun(options, checked, { seed, limits, budget });
    await judgeAll(chosen, run, options, verdicts);
    await run.close();
    return reportNow();
  } catch (error) {
    budget.stop(isConformanceSetupError(error) ? error : new ConformanceSetupError('The run broke off.'));
    const closed = (await run?.close()) ?? { cancelled: 0, left: 0 };
    if (!isConformanceSetupError(error)) throw error;
    const message = [error.message, ...closingWords(closed)].join(' ');
    throw new ConformanceSetupError(message, reportNow(message));
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
  }
}

const untried = {
  outcome: 'skipped',
  reason: 'the run ended before this was tried',
  untried: true,
  tookMs: 0,
} as const;

function closingWords({ cancelled, left }: ClosedRun): string[] {
  return [
    ...(cancelled === 0
      ? []
      : [cancelled === 1 ? 'Its open job was cancelled.' : `Its ${cancelled} open jobs were cancelled.`]),
    ...(left === 0 ? [] : [`${left} of its jobs may still be open, since the server did not answer.`]),
  ];
}
