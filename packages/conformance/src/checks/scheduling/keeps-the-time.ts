import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Gives a time with an offset. */
export const keepsTheTime: Check = async (context) => {
  const moment = Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000;
  const inIndia = `${new Date(moment + 19_800_000).toISOString().slice(0, 19)}+05:30`;
  const { job, exchange } = await createdWith(context, { body: context.bodyOf('quick', { scheduled_for: inIndia }) });
  expectEqual(`the moment of ${inIndia}`, Date.parse(job.scheduled_for ?? ''), moment, exchange);
  if (job.scheduled_for?.endsWith('Z') !== true) fail('a time in UTC, with Z', String(job.scheduled_for), exchange);
};
