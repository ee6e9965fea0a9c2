import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';

/** Ends the check as failed. Both texts are parts of a sentence. */
export function fail(expected: string, actual: string, exchange: Exchange | null): never {
  throw new CheckFailed({ expected, actual, exchange });
}
