import fc from 'fast-check';
import { test } from 'vitest';
import { advanceClock } from '../test/call-sequences/commands/advance-clock.ts';
import { cancelJob } from '../test/call-sequences/commands/cancel-job.ts';
import { cancelJobsByFilter } from '../test/call-sequences/commands/cancel-jobs-by-filter.ts';
import { cancelJobsById } from '../test/call-sequences/commands/cancel-jobs-by-id.ts';
import { createInvalidJob } from '../test/call-sequences/commands/create-invalid-job.ts';
import { createJob } from '../test/call-sequences/commands/create-job.ts';
import { deleteJob } from '../test/call-sequences/commands/delete-job.ts';
import { getJob } from '../test/call-sequences/commands/get-job.ts';
import { listEvents } from '../test/call-sequences/commands/list-events.ts';
import { listJobs } from '../test/call-sequences/commands/list-jobs.ts';
import { listResults } from '../test/call-sequences/commands/list-results.ts';
import { workerEmits } from '../test/call-sequences/commands/worker-emits.ts';
import { workerEnds } from '../test/call-sequences/commands/worker-ends.ts';
import { workerLooks } from '../test/call-sequences/commands/worker-looks.ts';
import { workerReports } from '../test/call-sequences/commands/worker-reports.ts';
import { Model } from '../test/call-sequences/model.ts';
import { System } from '../test/call-sequences/system.ts';
import { fastCheckRuns } from '../test/fast-check-runs.ts';

/** What is named more than once comes more often. */
const steps = [
  ...[createJob, createJob, createJob, createJob, createInvalidJob],
  ...[cancelJob, cancelJob, cancelJobsById, cancelJobsByFilter, deleteJob, deleteJob],
  ...[getJob, getJob, listJobs, listResults, listEvents],
  ...[workerEmits, workerEmits, workerReports, workerLooks, workerLooks, workerEnds, workerEnds],
  ...[advanceClock, advanceClock],
];

const sequences = fc.commands(steps, { size: '+1', maxCommands: 60 });

/** `FC_RUNS=2000` takes minutes; without it a run is short enough for every day. */
const timeout = 3_600_000;

test('whatever is asked in whatever order, the server answers as the model of it says', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const system = await System.open();
      try {
        await fc.asyncModelRun(() => ({ model: new Model(system.clock.now()), real: system }), sequence);
      } finally {
        await system.close();
      }
    }),
    fastCheckRuns(120),
  );
});
