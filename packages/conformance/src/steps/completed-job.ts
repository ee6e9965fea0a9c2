import type { CheckContext } from '../runner/check-context.ts';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import { pollJob, type Reading } from './poll-job.ts';

/** How long the quick job may take, on top of the time in which an earlier one frees its worker. */
const quickJobMs = 60_000;

/**
 * Creates a quick job and waits until it is completed.
 *
 * @throws ConformanceSetupError when it does not complete, since then the check cannot begin
 */
export async function completedJob(context: CheckContext): Promise<Reading> {
  const { id } = await context.startJob('quick');
  const reading = await pollJob(context, id, quickJobMs + context.cancelBoundMs, ({ job }) => job.terminal === true);
  if (reading.job.status !== 'completed') {
    throw new ConformanceSetupError(
      `The quick job ${id} was to complete, and is ${reading.job.status}. Give \`jobs.quick\` that completes within a minute.`,
    );
  }
  return reading;
}
