import fc from 'fast-check';
import { expect } from 'vitest';
import { JobFailure } from '../../../engine/job-failure.ts';
import { workerSteps } from '../worker-steps.ts';

const failures = {
  'fails for good': { code: 'gone_wrong', message: 'Gone wrong.', retryable: false },
  'fails for now': { code: 'busy', message: 'Busy.', retryable: true },
  breaks: { code: 'handler_error', message: 'Broke.', retryable: false },
};

const endings = fc.constantFrom('returns', 'fails for good', 'fails for now', 'fails for now', 'breaks');

/** A handler returns or throws, whether or not it was told to stop. */
export const workerEnds = workerSteps('end', endings, async (how, { attempt, puppet, model, system, say }) => {
  const { job } = attempt;
  say(how);
  if (how === 'returns') {
    puppet.finish();
    model.finish(attempt, null, model.now);
  } else {
    const { code, message, retryable } = failures[how];
    puppet.fail(how === 'breaks' ? new Error(message) : new JobFailure(code, message, { retryable }));
    model.finish(attempt, failures[how], Number.POSITIVE_INFINITY);
  }
  model.claimDue();

  if (job.runnableAt !== Number.POSITIVE_INFINITY) return;
  // How long it rests is left to chance, within bounds.
  await system.settlesAs(model);
  job.runnableAt = await system.runnableAt(job.organization, job.id);
  const longestMs = 1000 * 2 ** (job.attemptsSpent - 1);
  expect(job.runnableAt - model.now).toBeGreaterThanOrEqual(longestMs / 2);
  expect(job.runnableAt - model.now).toBeLessThanOrEqual(longestMs);
});
