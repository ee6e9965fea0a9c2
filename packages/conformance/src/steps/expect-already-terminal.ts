import type { Exchange } from '../runner/exchange.ts';
import { type SeenJob, seenJob } from '../runner/seen-job.ts';
import { expectProblem } from './expect-problem.ts';
import { fail } from './fail.ts';

/** Ends the check as failed unless a cancel came too late and its answer holds the job as it ended. */
export function expectAlreadyTerminal(exchange: Exchange, { id, status, version }: SeenJob): void {
  const problem = expectProblem(exchange, 'job_already_terminal', `since the job is ${status}`);
  const inside = 'job' in problem ? seenJob(problem.job) : null;
  if (inside?.id !== id || inside.status !== status || inside.version !== version) {
    fail(
      `the ${status} job ${id} of version ${version} in member \`job\``,
      inside === null ? 'no job there' : `job ${inside.id} of version ${inside.version}, ${inside.status}`,
      exchange,
    );
  }
}
