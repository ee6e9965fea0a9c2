import { isTerminal } from '@jobwire/contract';
import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Compares the three members that say that a job has ended. */
export const terminalExactlyWhenFinished: Check = async (context) =>
  expectOfEverySight(context, ({ job }) => {
    const ended = isTerminal(job.status);
    return job.terminal === ended && (typeof job.finished_at === 'string') === ended
      ? null
      : {
          expected: `of a job that is ${job.status}: terminal ${ended}, finished_at ${ended ? 'set' : 'null'}`,
          actual: `terminal ${job.terminal}, finished_at ${job.finished_at}`,
        };
  });
