import type { ProblemCode } from '@jobwire/contract';
import type { Exchange } from '../runner/exchange.ts';
import { expectProblem } from './expect-problem.ts';

/** A request that breaks a rule, and what is wrong with it, as a part of a sentence that begins with "since". */
export type Refusal = readonly [because: string, send: () => Promise<Exchange>];

/** Ends the check as failed unless each of these requests is answered with the problem of this code. */
export async function expectRefusals(code: ProblemCode, refusals: readonly Refusal[]): Promise<void> {
  for (const [because, send] of refusals) {
    expectProblem(await send(), code, `since ${because}`);
  }
}
