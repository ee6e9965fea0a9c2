import type { JobProblem, Problem } from '@jobwire/contract';

/** The codes whose problem carries the job; the types hold this equal to the contract. */
const jobProblemCodes = {
  job_already_terminal: true,
  job_not_terminal: true,
} as const satisfies Record<JobProblem['code'], true>;

/**
 * Takes a body for a problem if it has the members that the client relies on, and the job where its code promises one. An unknown
 * code is a problem as well: the contract may grow.
 */
export function readProblem(body: unknown, status: number): Problem | JobProblem | null {
  if (!isRecord(body) || typeof body.code !== 'string' || body.status !== status) {
    return null;
  }
  if (typeof body.detail !== 'string' || typeof body.retryable !== 'boolean') {
    return null;
  }
  if (Object.hasOwn(jobProblemCodes, body.code) && !isJobLike(body.job)) {
    return null;
  }
  return body as unknown as Problem | JobProblem;
}

function isJobLike(value: unknown): boolean {
  return isRecord(value) && typeof value.id === 'string' && typeof value.status === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
