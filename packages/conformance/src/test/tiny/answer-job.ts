import type { Call } from './call.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** The entity tag of the present version, with or without its input. Weak, since nothing in the contract says that it is strong. */
export function entityTag(world: World, { wire }: TinyJob, withInput: boolean): string {
  const version = world.breaks('an ETag stays when the version rises') ? wire.attempt : wire.version;
  const form = withInput && !world.breaks('one ETag stands for a job with its input and without') ? '+in' : '';
  return `W/"${wire.id}+${version.toString(36)}${form}"`;
}

/** The headers that go with a job. */
export function jobHeaders(world: World, job: TinyJob, withInput = false): Record<string, string> {
  const headers: Record<string, string> = {};
  const says = retryAfter(world, job);
  if (says !== null) {
    headers['retry-after'] = says;
  }
  if (!world.breaks('a job is answered without an ETag')) {
    headers.etag = entityTag(world, job, withInput);
  }
  return headers;
}

function retryAfter(world: World, { wire }: TinyJob): string | null {
  const open = !['completed', 'failed', 'cancelled', 'expired'].includes(wire.status);
  if (!open) {
    return world.breaks('a job that has ended is to be read again') ? '1' : null;
  }
  if (world.breaks('an open job does not tell when to read it again')) {
    return null;
  }
  if (world.breaks('an open job is to be read again after nothing')) {
    return '0';
  }
  return wire.status === 'queued' ? '2' : '1';
}

/** Answers with a job as it is now. */
export function answerJob(
  call: Call,
  job: TinyJob,
  { status = 200, headers = {}, withInput = false }: AnswerParts = {},
): void {
  const { world, reply } = call;
  const always = world.breaks('a job always carries its input');
  const shown = withInput || always ? { ...job.wire, input: job.input } : job.wire;
  const late = call.request.method === 'GET' ? lateCopy(world, job, shown) : shown;
  const lacking = world.breaks('answers lack a time of the job') ? { ...late, created_at: undefined } : late;
  reply.json(status, lacking, { ...jobHeaders(world, job, withInput), ...headers });
}

interface AnswerParts {
  readonly status?: 200 | 201;
  readonly headers?: Readonly<Record<string, string>>;
  readonly withInput?: boolean;
}

const copies = new WeakMap<TinyJob, { readonly text: string; readonly madeAt: number }>();

/** The job as it was a moment ago, on a server that reads from copies. */
function lateCopy(world: World, job: TinyJob, shown: object): object {
  if (world.breaks('reads during a cancel show now one status and now another')) {
    const flips = job.wire.status === 'cancelling' && Math.random() < 0.5;
    return flips ? { ...shown, status: 'running', cancellation: null } : shown;
  }
  if (!world.breaks('jobs are read from copies that are late')) {
    return shown;
  }
  const copy = copies.get(job);
  if (copy === undefined || copy.madeAt < Date.now() - 200) {
    copies.set(job, { text: JSON.stringify(shown), madeAt: Date.now() });
    return shown;
  }
  return JSON.parse(copy.text);
}
