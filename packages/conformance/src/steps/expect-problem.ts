import { type Problem, type ProblemCode, problems } from '@jobwire/contract';
import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';
import { expectStatus } from './expect-status.ts';

/** Ends the check as failed unless the answer is the problem of this code, and gives the problem. */
export function expectProblem(exchange: Exchange, code: ProblemCode, meaning: string): Partial<Problem> {
  expectStatus(exchange, problems[code].status, `\`${code}\`, ${meaning}`);
  const body = exchange.body as Partial<Problem> | null | undefined;
  if (typeof body !== 'object' || body === null || body.code !== code) {
    throw new CheckFailed({ expected: `the problem code ${code}`, actual: problemLine(exchange), exchange });
  }
  return body;
}
