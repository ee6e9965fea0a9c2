import { isTerminal } from '@jobwire/contract';
import { expectOfEverySight } from '../../history/expect-of-all.ts';
import { headerOf } from '../../runner/exchange.ts';
import type { Check } from '../check.ts';

/** Looks for `Retry-After` in every 200 and 201 of a single job. */
export const retryAfterExactlyWhileOpen: Check = async (context) =>
  expectOfEverySight(context, ({ job, exchange }) => {
    if (exchange === null || exchange.operationId === 'listJobs' || exchange.status >= 400) return null;
    const open = !isTerminal(job.status);
    const value = headerOf(exchange, 'Retry-After');
    return (value !== undefined) === open
      ? null
      : { expected: `${open ? 'a' : 'no'} Retry-After with a job that is ${job.status}`, actual: value ?? 'none' };
  });
