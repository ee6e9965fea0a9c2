import { isTerminal } from '@jobwire/contract/lifecycle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JobAlreadyTerminalError } from '../../domain/errors/job-already-terminal-error.ts';
import type { Job } from '../../domain/job.ts';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { memoryStore } from '../../test/memory-store.ts';
import { newJob } from '../../test/new-job.ts';
import { expectOneHistory } from '../../test/racing/expect-one-history.ts';
import { interleavings } from '../../test/racing/interleaving.ts';
import { graceMs, leaseMs, racingProcess, racingTypes } from '../../test/racing/racing-process.ts';
import { recordedStore } from '../../test/racing/store-history.ts';
import { TestClock } from '../../test/test-clock.ts';
import type { JobRun } from '../job-definition.ts';
import { JobFailure } from '../job-failure.ts';

/** What one attempt does before it ends. */
interface Plan {
  readonly emits: number;
  readonly looks: boolean;
  readonly ends: 'returns' | 'fails for now' | 'fails for good';
}

const plans: fc.Arbitrary<Plan> = fc.record({
  emits: fc.nat({ max: 2 }),
  looks: fc.boolean(),
  ends: fc.constantFrom<Plan['ends']>('returns', 'returns', 'fails for now', 'fails for good'),
});

const who = fc.constantFrom(0, 1);

const actors = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('work'), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('cancel'), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('sweep'), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom(`${leaseMs}`, `${graceMs}`, '5000'), who }) },
);

const races = fc.record({
  interleaving: interleavings,
  actors: fc.array(actors, { minLength: 3, maxLength: 9 }),
  plans: fc.array(plans, { minLength: 1, maxLength: 3 }),
  hasDeadline: fc.boolean(),
  maxAttempts: fc.integer({ min: 1, max: 3 }),
});

const dayMs = 86_400_000;

test('whoever races for a job, in whatever order, it has one history and one end, and an accepted cancel is kept', async () => {
  const { store, taken } = recordedStore(await memoryStore());
  const endings = new Set<string>();
  let kept: string[] = [];
  let plansOfRace: readonly Plan[] = [];
  const types = racingTypes((run) => play(run, plansOfRace, kept));
  await fc.assert(
    fc.asyncProperty(races, async ({ interleaving, actors, plans, hasDeadline, maxAttempts }) => {
      taken.length = 0;
      const clock = new TestClock();
      const now = clock.now();
      const deadlineAt = hasDeadline ? now + 10_000 : null;
      const job = await store.create(newJob({ createdAt: now, runnableAt: now, deadlineAt, maxAttempts }));
      kept = [];
      plansOfRace = plans;
      const processes = ['one', 'two'].map((name) =>
        racingProcess({ name, clock, store: interleaving.storeFor(name, store), types }),
      );
      const cancels: Job[] = [];
      const refused: unknown[] = [];

      await interleaving.run(
        actors.map(({ does, who }, index) => {
          const process = processes[who] as (typeof processes)[number];
          const act = async () => {
            if (does === 'work') await process.work(job.id);
            else if (does === 'sweep') await process.sweep();
            else if (does === 'cancel') {
              await process.cancel(job, `reason ${index}`).then(
                (cancelled) => cancels.push(cancelled),
                (error) => refused.push(error),
              );
            } else await clock.jump(Number(does));
          };
          return [`${index} (${does})`, act] as const;
        }),
      );

      // Whatever is left comes to its end alone, since every bound has passed.
      let ended = await store.find(job.organizationId, job.id);
      for (let round = 0; ended !== null && !isTerminal(ended.status); round += 1) {
        expect(round).toBeLessThan(10);
        await clock.jump(dayMs / 24);
        await processes[0]?.sweep();
        await processes[0]?.work(job.id);
        ended = await store.find(job.organizationId, job.id);
      }
      if (ended === null) throw new Error('The job is gone.');

      await expectOneHistory(store, ended, taken);
      const emitted = (await store.results(job.id, 0, 100)).map(({ itemId }) => itemId);
      expect(emitted).toEqual(expect.arrayContaining(kept));
      if (cancels.length > 0) expect(ended.status).toBe('cancelled');
      for (const cancelled of cancels) {
        const { cancelRequestedAt, cancelReason } = cancelled;
        expect([cancelRequestedAt, cancelReason]).toEqual([ended.cancelRequestedAt, ended.cancelReason]);
      }
      for (const error of refused) {
        expect(error).toBeInstanceOf(JobAlreadyTerminalError);
        expect((error as JobAlreadyTerminalError).job).toEqual(ended);
      }
      endings.add(ended.status);
    }),
    fastCheckRuns(3000),
  );
  expect([...endings].sort()).toEqual(['cancelled', 'completed', 'expired', 'failed']);
});

/** One attempt, by its plan; the ids of the results that were taken go to `kept`. */
async function play(run: JobRun<unknown>, all: readonly Plan[], kept: string[]): Promise<void> {
  const plan = all[(run.attempt - 1) % all.length] as Plan;
  for (let index = 0; index < plan.emits; index += 1) {
    const id = `${run.attempt}/${index}`;
    await run.emit({ id });
    kept.push(id);
    if (plan.looks) await run.checkpoint();
  }
  if (plan.ends !== 'returns')
    throw new JobFailure('failed', 'It failed.', { retryable: plan.ends === 'fails for now' });
}
