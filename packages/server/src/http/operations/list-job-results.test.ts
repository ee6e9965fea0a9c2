import { expect, test } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { JobTypes } from '../../engine/job-types.ts';
import { everyTransition, jobIn } from '../../test/every-transition.ts';
import { memoryStore } from '../../test/memory-store.ts';
import { newResult } from '../../test/new-result.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import type { OperationContext } from '../operation-context.ts';
import { listJobResultsOperation } from './list-job-results.ts';

/** Lets something happen behind one of the reads of which a page is made. */
function after(read: 'find' | 'resultSizes', store: JobStore, happens: () => Promise<unknown>): JobStore {
  return overriddenStore(store, {
    async [read](...given: unknown[]) {
      const answer = await (store[read] as (...given: unknown[]) => Promise<unknown>).apply(store, given);
      await happens();
      return answer;
    },
  } as Partial<JobStore>);
}

test.each<{ read: 'find' | 'resultSizes'; removals: number }>([
  { read: 'find', removals: 0 },
  { read: 'find', removals: 1 },
  { read: 'find', removals: 2 },
  { read: 'resultSizes', removals: 1 },
  { read: 'resultSizes', removals: 2 },
])('a job that is deleted behind $read, and $removals times emptied, is shown whole or not at all', async (given) => {
  const store = await memoryStore();
  const job = await jobIn(store, 'running');
  const megabytes = newResult({ output: JSON.stringify('x'.repeat(3 * 1024 * 1024)) });
  await store.appendResults(job.id, 1, [megabytes, megabytes, megabytes]);
  await store.transition(job.id, everyTransition.workCompleted[0]({ now: 1_000_001, attempt: 1 }));
  const remove = async () => {
    await store.delete(job.organizationId, job.id);
    for (let removals = 0; removals < given.removals; removals += 1) await store.removeContents();
  };
  const engine = { store: after(given.read, store, remove), types: new JobTypes([]) };
  const list = listJobResultsOperation({ engine } as unknown as OperationContext);
  const request = { path: { job_id: job.id }, query: { limit: 1 }, principal: { organizationId: 'org_one' } };

  const read = Promise.resolve(list(request as never)).then(({ body }) => (body as { data: unknown[] }).data.length);

  if (given.removals === 0) expect(await read).toBe(1);
  else await expect(read).rejects.toMatchObject({ name: 'JobNotFoundError' });
});
