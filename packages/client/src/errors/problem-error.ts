import type { Job, JobProblem, Problem, ProblemCode } from '@jobwire/contract';
import { JobsClientError } from './jobs-client-error.ts';

/** The body of a problem with this code. Some codes come with the job they are about. */
export type ProblemOf<Code extends ProblemCode> = Code extends JobProblem['code']
  ? JobProblem & { code: Code }
  : Problem & { code: Code };

/** The error for a problem with this code. */
export type ProblemErrorOf<Code extends ProblemCode> = ProblemError & {
  readonly code: Code;
  readonly problem: ProblemOf<Code>;
} & (Code extends JobProblem['code'] ? { readonly job: Job } : unknown);

/** The server refused the request or could not serve it, and said why (RFC 9457). */
export class ProblemError extends JobsClientError {
  override readonly name = 'ProblemError';

  /** What the server said, as it said it, but for the key, should that be in it. */
  declare readonly problem: Problem | JobProblem;

  /** The stable name of what went wrong. A newer server may send one that the type does not know; then go by `status`. */
  declare readonly code: ProblemCode;

  /** The HTTP status of the answer. */
  declare readonly status: number;

  /** The job that the problem is about, with the codes that carry one. */
  declare readonly job: Job | undefined;

  /** When it makes sense to ask again, in seconds, if the server said so. */
  declare readonly retryAfterSeconds: number | undefined;

  constructor(
    { method, url }: { readonly method: string; readonly url: string },
    problem: Problem | JobProblem,
    retryAfterSeconds?: number,
  ) {
    const { status, code, job, detail, errors } = problem as JobProblem;
    const wrong = [errors ?? []]
      .flat()
      .map(({ pointer, name, message }) => `${pointer || name || 'the body'} ${message}`);
    const said = [detail, ...wrong].join('\n- ');
    super(`${method} ${url} answered ${status} ${code}: ${said}`, { problem, code, status, job, retryAfterSeconds });
  }
}

/** Whether the server answered with a problem. */
export function isProblem(error: unknown): error is ProblemError;
/** Whether the server answered with the problem of this code, so that its members are known. */
export function isProblem<Code extends ProblemCode>(error: unknown, code: Code): error is ProblemErrorOf<Code>;
export function isProblem(error: unknown, code?: ProblemCode): boolean {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}
