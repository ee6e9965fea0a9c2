import { answerJob, entityTag, jobHeaders } from './answer-job.ts';
import { headerOf, type JobCall } from './call.ts';
import { hold } from './hold.ts';
import { readQuery } from './query.ts';
import { wrongParameter } from './refusal.ts';

/** `getJob` */
export async function getJob(call: JobCall): Promise<void> {
  const { world, job, reply } = call;
  const include = readQuery(call, { repeated: ['include'] }).repeated.get('include') ?? [];
  if (include.some((member) => member !== 'input') && !world.breaks('any include is taken')) {
    throw wrongParameter('query', 'include', 'can only be input');
  }
  const withInput = include.length > 0 && !world.breaks('include=input is overlooked');
  const known = headerOf(call, 'If-None-Match');
  const differs = () => known === undefined || !matches(known, call, withInput);
  const isDone =
    known === undefined || world.breaks('a wait with If-None-Match is held until the end')
      ? () => job.wire.terminal
      : () => job.wire.terminal || differs();
  const { headers } = await hold(call, job, isDone);
  if (reply.gone) {
    return;
  }
  if (job.wire.status === 'failed' && world.breaks('reading a failed job answers 500')) {
    throw new TypeError('The job has failed.');
  }
  const inTheEnd = 'preference-applied' in headers && world.breaks('a wait with If-None-Match answers 200 in the end');
  if (differs() || inTheEnd) {
    answerJob(call, job, { headers, withInput });
    return;
  }
  const { etag = '', ...rest } = jobHeaders(world, job, withInput);
  const others = world.breaks('a 304 does not tell when to read again') ? {} : rest;
  reply.empty(304, { ...others, ...(world.breaks('a 304 lacks its ETag') ? {} : { etag }), ...headers });
}

/** Weak comparison, RFC 9110 section 13.1.2. */
function matches(ifNoneMatch: string, { world, job }: JobCall, withInput: boolean): boolean {
  if (world.breaks('If-None-Match is overlooked')) {
    return false;
  }
  if (world.breaks('If-None-Match matches whatever it holds') || ifNoneMatch.trim() === '*') {
    return true;
  }
  const whole = world.breaks('If-None-Match may hold one tag only');
  const tags = whole ? [ifNoneMatch] : (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []);
  const opaque = (tag: string) => tag.replace(/^W\//, '');
  return tags.some((tag) => opaque(tag) === opaque(entityTag(world, job, withInput)));
}
