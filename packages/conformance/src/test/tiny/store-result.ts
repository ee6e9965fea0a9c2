import type { JobResult } from '@jobwire/contract';
import { writeNow } from './instant.ts';
import { changed } from './lifecycle.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** Adds a result to a job, counts it, and tells how long the rest will take. */
export function storeResult(world: World, job: TinyJob, status: JobResult['status'], remainingMs: number): void {
  const { wire, results } = job;
  const index = results.length;
  const created_at = writeNow();
  const error = { code: 'uncountable', message: `Item ${index} cannot be counted.`, retryable: false, details: null };
  const shownIndex = world.breaks('the results have a gap') && index > 0 ? index + 1 : index;
  const output = world.breaks('a failed result has an output') ? 'something' : null;
  results.push(
    status === 'completed'
      ? { index: shownIndex, id: null, status, output: index * index, error: null, created_at }
      : { index: shownIndex, id: null, status, output, error, created_at },
  );
  if (!(status === 'failed' && world.breaks('a failed item is not counted'))) {
    wire.progress[status] += 1;
  }
  if (world.breaks('an item is counted twice')) {
    wire.progress[status] += 1;
  }
  if (world.breaks('the counts go down') && wire.progress.completed === 2) {
    wire.progress.completed = 0;
  }
  if (wire.status === 'running') {
    wire.estimated_seconds_remaining = Math.ceil(remainingMs / 1_000);
  }
  const versionBefore = wire.version;
  changed(job);
  if (world.breaks('a result leaves the version as it was')) {
    wire.version = versionBefore;
  }
}
