import fc from 'fast-check';
import { sequencesFor } from '../../model/call-arbitrary.ts';
import { reproductionScript } from '../../model/reproduction-script.ts';
import { runSequence } from '../../model/run-sequence.ts';
import { CheckFailed } from '../../runner/check-failed.ts';
import type { Exchange } from '../../runner/exchange.ts';
import type { Check } from '../check.ts';

/** Sends random sequences of calls. One that the model refuses is made as short as it can be, and shown as a script. */
export const randomSequences: Check = async (context) => {
  let exchanges: Exchange[] = [];
  let failure: CheckFailed | null = null;
  let error: unknown = null;
  await fc.check(
    fc.asyncProperty(sequencesFor(context), async (calls) => {
      const tried: Exchange[] = [];
      try {
        await runSequence(context, calls, (exchange) => tried.push(exchange));
        return true;
      } catch (thrown) {
        if (!(thrown instanceof CheckFailed)) error ??= thrown;
        else failure = thrown;
        exchanges = tried;
        return false;
      }
    }),
    {
      seed: context.seed,
      numRuns: runs,
      endOnFailure: false,
      interruptAfterTimeLimit: longestMs,
      markInterruptAsFailure: false,
    },
  );
  if (error !== null) throw error;
  const found = failure as CheckFailed | null;
  if (found === null) return;
  const script = reproductionScript(exchanges, context.seed);
  throw new CheckFailed(...found.failures.map((one) => ({ ...one, script })));
};

const runs = 40;
const longestMs = 30_000;
