import { isTerminal } from '@jobwire/contract';
import { expectOfEverySight } from '../../history/expect-of-all.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Looks for the time of the purge. Without a retention a terminal job may have none. */
export const purgeTimeExactlyWhenTerminal: Check = async (context) => {
  const purges = typeof context.capabilities.limits?.retention_seconds === 'number';
  return expectOfEverySight(context, ({ job }) => {
    const isSet = typeof job.expires_at === 'string';
    const right = isTerminal(job.status) ? isSet || !purges : !isSet;
    return right
      ? null
      : {
          expected: `\`expires_at\` of a job that is ${job.status} is ${isTerminal(job.status) ? 'set' : 'null'}`,
          actual: shortJson(job.expires_at),
        };
  });
};
