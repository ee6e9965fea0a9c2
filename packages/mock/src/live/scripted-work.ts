import { type Clock, JobFailure, type JobRun } from '@jobwire/server';
import type { Holds } from './holds.ts';
import type { Scenario } from './scenario.ts';

export interface Stage {
  readonly clock: Clock;
  readonly holds: Holds;
  /** Aborted when the mock has no use for its jobs any more. */
  readonly over: AbortSignal;
}

/** Plays one attempt of a job as its scenario says. */
export async function playScenario(run: JobRun<unknown>, scenario: Required<Scenario>, stage: Stage): Promise<void> {
  try {
    await produceItems(run, scenario, stage);
  } catch (error) {
    if (run.signal.aborted) await stage.holds.pass(run.jobId, 'cancelling');
    throw error;
  }
}

async function produceItems(run: JobRun<unknown>, scenario: Required<Scenario>, { clock, holds, over }: Stage) {
  const { jobId, emitted, checkpoint, emit, progress } = run;
  const { items, item_ms: itemMs, fail_at: failAt, error, ignore_cancel: isDeaf, outputs } = scenario;
  const signal = isDeaf ? over : AbortSignal.any([run.signal, over]);
  for (let item = 0; item < items; item += 1) {
    const id = `item-${item}`;
    if (emitted.has(id)) continue;
    await progress({ total: items, estimatedSecondsRemaining: Math.ceil(((items - item) * itemMs) / 1000) });
    await holds.pass(jobId, 'running');
    if (!isDeaf) await checkpoint();
    await sleep(clock, itemMs, signal);
    await holds.pass(jobId, 'running');
    if (item === failAt) throw new JobFailure(error.code, error.message, { retryable: error.retryable ?? false });
    await emit({ id, output: outputs.length === 0 ? { item } : outputs[item % outputs.length] });
  }
  if (items === 0) await progress({ total: 0 });
  await holds.pass(jobId, 'running');
}

/** Resolves when that much time has passed on the clock, or rejects with the reason of the signal. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      cancelTimer();
      reject(signal.reason);
    };
    const cancelTimer = clock.schedule(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
