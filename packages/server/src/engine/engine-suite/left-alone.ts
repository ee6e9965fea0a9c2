import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { type EngineFixture, leaseMs, retentionMs } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeLeftAlone(given: EngineFixture): void {
  const { becomes, command, engineWith, history, read } = given;

  describe('a job that is left alone', () => {
    test('runs with its input, is counted and completes', async () => {
      const seen: unknown[] = [];
      const engine = await engineWith({
        echo: async ({ input, attempt, emitted, jobId, emit, progress }) => {
          seen.push(input, attempt, [...emitted], jobId);
          await progress({ total: 2, phase: 'echoing', estimatedSecondsRemaining: 3 });
          await emit({ id: 'a', output: input }, { id: 'b', error: { code: 'odd', message: 'Odd.' } });
        },
      });
      const job = await engine.create(command('echo', { input: { n: 1 } }));

      expect(await becomes(job, 'completed')).toMatchObject({
        attempt: 1,
        progressTotal: 2,
        progressCompleted: 1,
        progressFailed: 1,
        phase: 'echoing',
        estimatedSecondsRemaining: null,
        startedAt: given.clock.now(),
        finishedAt: given.clock.now(),
        expiresAt: given.clock.now() + retentionMs,
        error: null,
        attemptsSpent: 0,
      });
      expect(seen).toEqual([{ n: 1 }, 1, [], job.id]);
      expect(await history(job)).toEqual(['job.queued', 'job.started', 'job.completed']);
    });

    test('begins when what comes before each attempt is over, which is told its id', async () => {
      const told: string[] = [];
      const gate = Promise.withResolvers<void>();
      const beforeAttempt = (jobId: string) => {
        told.push(jobId);
        return gate.promise;
      };
      let ran = 0;
      const count = async () => {
        ran += 1;
      };
      const engine = await engineWith({ work: count }, { beforeAttempt });
      const job = await engine.create(command('work'));
      await eventually('it is told', () => told.length > 0);
      await given.clock.advance(1000);
      expect(ran).toBe(0);

      gate.resolve();

      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 1 });
      expect([told, ran]).toEqual([[job.id], 1]);
    });

    test('keeps its lease while it runs for long', async () => {
      const work = parked();
      const engine = await engineWith({ work: work.run });
      const job = await engine.create(command('work'));
      await work.began;

      await given.clock.advance(10 * leaseMs);
      expect(await read(job)).toMatchObject({ status: 'running', attempt: 1 });
      work.letGo();
      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 1 });
    });

    test('is refused when its type is not offered, or its input does not fit', async () => {
      const engine = await engineWith({ work: async () => {} });

      await expect(engine.create(command('other'))).rejects.toMatchObject({
        name: 'InvalidJobRequestError',
        faults: [{ pointer: '/type' }],
      });
      await expect(engine.create(command('work', { input: [] as never }))).rejects.toMatchObject({
        name: 'InvalidJobRequestError',
        faults: [{ pointer: '/input' }],
      });
    });

    test('fails when its type is no longer offered', async () => {
      const before = await engineWith({ old: async () => {} }, { start: false });
      const job = await before.create(command('old'));
      await engineWith({ other: async () => {} });

      expect(await becomes(job, 'failed')).toMatchObject({ error: { code: 'unknown_job_type', retryable: false } });
    });

    test('is one of as many as its organization likes unless a quota is given', async () => {
      expect((await engineWith({})).quotas).toEqual({ openJobs: null, storedBytes: null });
    });
  });
}
