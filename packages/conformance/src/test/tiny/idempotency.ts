import { type CreateJobRequest, contractLimits } from '@jobwire/contract';
import { answerJob } from './answer-job.ts';
import { type Call, headerOf } from './call.ts';
import type { FirstAnswer } from './first-answers.ts';
import { hold } from './hold.ts';
import { Refusal, wrongParameter } from './refusal.ts';
import { newJob } from './tiny-job.ts';

/** What an idempotency key comes to: this request is the first with it, or a repetition. */
export interface Claimed {
  readonly state: 'first' | 'replay';
  readonly first: FirstAnswer;
}

/**
 * Claims the key of a request; null when there is none.
 *
 * @throws Refusal when the key is malformed, in use, or was used for another body
 */
export function claimKey(call: Call): Claimed | null {
  const { world, caller } = call;
  const key = readKey(call);
  if (key === null) {
    return null;
  }
  const shared = world.breaks('an idempotency key is shared by all organizations');
  const named = shared ? key : `${caller.organization} ${key}`;
  const body = world.breaks('bodies are compared byte for byte')
    ? JSON.stringify(call.body)
    : JSON.stringify(comparable(call.body));
  const name = world.breaks('one body has one job, whatever its key') ? `${caller.organization} ${body}` : named;
  const first = world.firstAnswers.get(name);
  const racing = first?.answer === null && world.breaks('parallel creates with one idempotency key create a job each');
  if (first === undefined || racing || world.breaks('an idempotency key is overlooked')) {
    const claimed: FirstAnswer = { body, answer: null };
    world.firstAnswers.set(name, claimed);
    return { state: 'first', first: claimed };
  }
  if (first.body !== body && !world.breaks('an idempotency key with another body replays')) {
    throw new Refusal('idempotency_key_reused', 'This key came with another body before.');
  }
  if (first.answer === null) {
    const headers = world.breaks('a key in use does not tell when to repeat') ? {} : { 'retry-after': '1' };
    throw new Refusal('idempotency_key_in_use', 'The first request with this key is not over.', { headers });
  }
  return { state: 'replay', first };
}

function readKey(call: Call): string | null {
  const { world } = call;
  const key = headerOf(call, 'Idempotency-Key');
  if (key === undefined || !world.serves('idempotency')) {
    return null;
  }
  const lax = world.breaks('an idempotency key may be empty or of any length');
  const length = [...key].length;
  if ((length < 1 || length > contractLimits.idempotency_key_length) && !lax) {
    throw wrongParameter('header', 'Idempotency-Key', 'has no length that a key has');
  }
  return key;
}

/** The same for all JSON that is equal: members in order of their names. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(comparable);
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return { members: members.map(([name, member]) => [name, comparable(member)]) };
  }
  return value;
}

/** Answers as the first time. */
export async function replay(call: Call, { answer }: FirstAnswer): Promise<void> {
  const { world, reply } = call;
  if (answer === null) {
    return;
  }
  const mark: Record<string, string> = world.breaks('a replay does not say that it is one')
    ? {}
    : { 'idempotent-replayed': 'true' };
  const known = world.jobs.get(answer.jobId);
  const job = known === undefined || world.deleted.has(known) ? undefined : known;
  if (job === undefined && world.breaks('a replay needs its job')) {
    throw new Refusal('idempotency_key_reused', 'The job of this key is gone.');
  }
  if (job !== undefined && world.breaks('a replay shows the job as it is now')) {
    answerJob(call, job, { status: 201, headers: { Location: job.wire.links.self, ...mark } });
    return;
  }
  if (job !== undefined && world.breaks('a replay waits for the job')) {
    await hold(call, job, () => job.wire.terminal);
  }
  if (world.breaks('a replay creates a job that nobody is told of')) {
    const twin = newJob(`${answer.jobId}-2`, call.caller.organization, call.body as CreateJobRequest);
    world.jobs.set(twin.wire.id, twin);
  }
  const status = world.breaks('a replay answers 200') ? 200 : 201;
  reply.text(status, 'application/json; charset=utf-8', answer.text, { ...answer.headers, ...mark });
}
