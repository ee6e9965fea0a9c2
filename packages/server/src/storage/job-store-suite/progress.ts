import { jobStatuses } from '@jobwire/contract/lifecycle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition, jobIn } from '../../test/every-transition.ts';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { newResult } from '../../test/new-result.ts';
import { find } from './stored-jobs.ts';

export function describeProgress(store: JobStore, histories: number): void {
  describe('progress', () => {
    test('a member that is left out stays, and null takes it away', async () => {
      const job = await jobIn(store, 'running');

      await store.reportProgress(job.id, 1, { total: 10, phase: 'reading', estimatedSecondsRemaining: 60 });
      const second = await store.reportProgress(job.id, 1, { phase: 'writing' });
      const third = await store.reportProgress(job.id, 1, { total: null, estimatedSecondsRemaining: null });

      expect(second).toMatchObject({ progressTotal: 10, phase: 'writing', estimatedSecondsRemaining: 60 });
      expect(third).toMatchObject({ progressTotal: null, phase: 'writing', estimatedSecondsRemaining: null });
      expect(third?.version).toBe(job.version + 3);
    });

    test.each<{ given: number; want: number }>([
      { given: 0, want: 3 },
      { given: 2, want: 3 },
      { given: 3, want: 3 },
      { given: 4, want: 4 },
    ])('a total of $given over 3 results is kept as $want', async ({ given, want }) => {
      const job = await jobIn(store, 'running');
      await store.appendResults(job.id, 1, [newResult(), newResult(), newResult({ status: 'failed', output: null })]);

      expect(await store.reportProgress(job.id, 1, { total: given })).toMatchObject({ progressTotal: want });
    });

    test('results beyond the total raise it', async () => {
      const job = await jobIn(store, 'running');
      await store.reportProgress(job.id, 1, { total: 1 });

      expect(await store.appendResults(job.id, 1, [newResult(), newResult()])).toMatchObject({
        progressTotal: 2,
        progressCompleted: 2,
      });
    });

    test('counts never decrease and never exceed the total, whatever is reported in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(reports, { maxLength: 15 }), async (given) => {
          let last = await jobIn(store, 'running');
          for (const { total, results, newAttempt } of given) {
            if (newAttempt) {
              await store.transition(last.id, everyTransition.requeued[1]({ now: 1_000_000, attempt: last.attempt }));
              await store.transition(last.id, everyTransition.claimed[0]({ now: 1_000_000, attempt: 0 }));
            }
            const { attempt } = (await find(store, last)) as Job;
            await store.reportProgress(last.id, attempt, { total });
            await store.appendResults(
              last.id,
              attempt,
              results.map((failed) => newResult(failed ? { status: 'failed', output: null } : {})),
            );
            const next = (await find(store, last)) as Job;
            expect(next.progressCompleted).toBeGreaterThanOrEqual(last.progressCompleted);
            expect(next.progressFailed).toBeGreaterThanOrEqual(last.progressFailed);
            if (next.progressTotal !== null) {
              expect(next.progressCompleted + next.progressFailed).toBeLessThanOrEqual(next.progressTotal);
            }
            last = next;
          }
          const stored = await store.results(last.id, 0, 1000);
          expect(stored.filter(({ status }) => status === 'completed')).toHaveLength(last.progressCompleted);
          expect(stored.filter(({ status }) => status === 'failed')).toHaveLength(last.progressFailed);
        }),
        fastCheckRuns(Math.ceil(histories / 4)),
      );
    });

    test.each(jobStatuses.map((status) => ({ status, accepted: status === 'running' || status === 'cancelling' })))(
      'a job that is $status takes reports: $accepted',
      async ({ status, accepted }) => {
        const job = await jobIn(store, status);

        expect((await store.reportProgress(job.id, job.attempt, { phase: 'late' })) !== null).toBe(accepted);
        expect(await store.reportProgress(job.id, job.attempt + 1, { phase: 'foreign' })).toBeNull();
        if (!accepted) expect(await find(store, job)).toEqual(job);
      },
    );

    test('a job that is cancelling has no estimate, whatever its worker reports', async () => {
      const job = await jobIn(store, 'cancelling');

      const reported = await store.reportProgress(job.id, 1, { phase: 'cleaning up', estimatedSecondsRemaining: 60 });

      expect(reported).toMatchObject({ phase: 'cleaning up', estimatedSecondsRemaining: null });
    });
  });
}

const reports = fc.record({
  total: fc.option(fc.nat({ max: 20 })),
  results: fc.array(fc.boolean(), { maxLength: 4 }),
  newAttempt: fc.boolean(),
});
