import { terminalJobs } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readJob } from '../../steps/read-job.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Compares the last event with the status, in every status that can be brought about. */
export const replayGivesStatus: Check = async (context) => {
  const running = await startedJob(context);
  const ids = [
    running.id,
    ...(await Promise.all(terminalJobs(context).map(([, make]) => make()))).map(({ job }) => job.id),
  ];
  for (const id of ids) {
    const events = await readWhole(context.call, 'listJobEvents', { jobId: id });
    const { job, exchange } = await readJob(context, id);
    expectEqual(`the status after all events of job ${id}`, events.at(-1)?.to, job.status, exchange);
  }
};
