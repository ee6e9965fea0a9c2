import { isTerminal } from '@jobwire/contract';
import { expectOfEverySight } from '../../history/expect-of-all.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Looks for the link to cancel. */
export const cancelLinkExactlyWhileOpen: Check = async (context) =>
  expectOfEverySight(context, ({ job }) => {
    const open = !isTerminal(job.status);
    return (typeof job.links?.cancel === 'string') === open
      ? null
      : {
          expected: `\`links.cancel\` of a job that is ${job.status} is ${open ? 'set' : 'null'}`,
          actual: shortJson(job.links?.cancel),
        };
  });
