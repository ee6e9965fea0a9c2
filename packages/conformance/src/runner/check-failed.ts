import type { Failure } from '../report/verdict.ts';

/** Thrown by a check when the server breaks its requirement. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';

  /** What was broken, once or more often. */
  readonly failures: readonly Failure[];

  constructor(...failures: readonly Failure[]) {
    super(failures.map(({ expected, actual }) => `expected ${expected}, got ${actual}`).join('; '));
    this.failures = failures;
  }
}
