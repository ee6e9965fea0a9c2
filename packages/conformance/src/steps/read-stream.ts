import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../runner/check-context.ts';
import type { EventStream, StreamMessage } from '../runner/event-stream.ts';
import type { Exchange } from '../runner/exchange.ts';
import type { RequestParts } from '../runner/request-parts.ts';
import { expectStatus } from './expect-status.ts';
import { fail } from './fail.ts';
import { skip } from './skip.ts';
import { startedJob } from './started-job.ts';

/** How long a stream may take to tell what has happened, and to end. */
export const streamMs = 10_000;

/** How long progress is collected. */
const collectMs = 2_500;
const tickMs = 20;

/** Opens a stream, and ends the check as failed unless it is one. */
export async function openedStream(
  context: CheckContext,
  jobId: string,
  parts?: Pick<RequestParts, 'headers' | 'query'>,
): Promise<EventStream> {
  const stream = await context.openStream(jobId, parts);
  const mediaType = stream.exchange().headers.get('content-type')?.split(';')[0]?.trim();
  if (stream.exchange().status !== 200 || mediaType !== 'text/event-stream') {
    await stream.waitFor(stream.ended, streamMs);
    expectStatus(stream.exchange(), 200, 'a stream');
    fail('media type text/event-stream', mediaType ?? 'none', stream.exchange());
  }
  return stream;
}

/** Reads the stream of an ended job to its end. */
export async function wholeStream(
  context: CheckContext,
  jobId: string,
  parts?: Pick<RequestParts, 'headers' | 'query'>,
): Promise<{ readonly messages: readonly StreamMessage[]; readonly exchange: Exchange }> {
  const stream = await openedStream(context, jobId, parts);
  await stream.waitFor(stream.ended, streamMs);
  if (!stream.ended()) {
    stream.close();
    fail('the end of the stream, since the job is terminal', 'it is still open', stream.exchange());
  }
  return { messages: stream.messages, exchange: stream.exchange() };
}

/** The events that tell of transitions. */
export function transitionsIn(messages: readonly StreamMessage[]): StreamMessage[] {
  return messages.filter(({ event }) => event !== 'job.progress');
}

/** The data of an event as JSON; undefined when it is not JSON. */
export function parseData(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** Progress events with when they came, and for how long at most this process stood still meanwhile: late ones came together. */
export interface CollectedProgress {
  readonly progress: readonly (StreamMessage & { readonly exchange: Exchange })[];
  readonly lateMs: number;
}

/** Collects the progress events of a running job for a while. Ends the check when there are none. */
export async function collectedProgress(context: CheckContext): Promise<CollectedProgress> {
  const { id } = await startedJob(context);
  const stream = await openedStream(context, id);
  const lateMs = await lateness(collectMs);
  stream.close();
  const exchange = stream.exchange();
  const progress = stream.messages.filter(({ event }) => event === 'job.progress');
  return progress.length === 0
    ? skip('the slow job told no progress')
    : { progress: progress.map((message) => ({ ...message, exchange })), lateMs };
}

/** Lets time pass, and gives by how much this process was late at most. */
async function lateness(durationMs: number): Promise<number> {
  let latest = 0;
  let now = performance.now();
  for (const end = now + durationMs; now < end; ) {
    const before = now;
    await pause(tickMs);
    now = performance.now();
    latest = Math.max(latest, now - before - tickMs);
  }
  return latest;
}
