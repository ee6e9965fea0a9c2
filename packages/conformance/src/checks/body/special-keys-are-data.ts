import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Sends keys that have a meaning in JavaScript, as raw JSON. */
export const specialKeysAreData: Check = async (context) => {
  const json = JSON.stringify(context.bodyOf('quick'));
  const metadata = '{"__proto__":"a","constructor":"b","toString":"c","hasOwnProperty":"d","":"x"}'.replace(
    ',"":"x"',
    '',
  );
  const { job, exchange } = await createdWith(context, { rawBody: `${json.slice(0, -1)},"metadata":${metadata}}` });
  expectEqual(
    '`metadata` as it was sent',
    Object.entries(job.metadata ?? {}).sort(),
    Object.entries(JSON.parse(metadata)).sort(),
    exchange,
  );
  const { job: read, exchange: reading } = await readJob(context, job.id);
  expectEqual(
    '`metadata` as it was sent',
    Object.entries(read.metadata ?? {}).sort(),
    Object.entries(JSON.parse(metadata)).sort(),
    reading,
  );
};
