import { completedJob } from '../../steps/ended-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Sends what is no sequence. */
export const malformedLastEventIdAnswers400: Check = async (context) => {
  const { job } = await completedJob(context);
  for (const value of ['abc', '-1', '1.5']) {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': value };
    const exchange = await context.call('listJobEvents', { jobId: job.id, headers });
    expectProblem(exchange, 'validation_error', `since ${value} is no whole number`);
  }
};
