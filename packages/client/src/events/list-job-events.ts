import { isTerminal, type JobStatus, jobStatuses } from '@jobwire/contract';
import type { ClientEnvironment } from '../client-environment.ts';
import type { Connection } from '../connection.ts';
import { isNetworkError, NetworkError } from '../errors/network-error.ts';
import { getJob } from '../operations/get-job.ts';
import { parseJson } from '../transport/parse-json.ts';
import { type Exchange, networkError, unexpected } from '../transport/read-answer.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { pause, withinLimit } from '../transport/within-limit.ts';
import type { JobStreamEvent } from './job-stream-event.ts';
import { eventStreamParser } from './parse-event-stream.ts';

export interface ListJobEventsOptions extends RequestOptions {
  /** The `sequence` of the last event that is known; the events begin behind it. 0, the beginning, unless said otherwise. */
  readonly after?: number | undefined;
}

/** A stream that is silent for longer than this is taken for dead, in milliseconds; servers send a comment now and then. */
const longestSilenceMs = 60_000;

/** How many connections in a row may break without anything new: what is between does not let a stream live. */
const mostFruitless = 4;

/** The longest time until a stream is connected again that a server can ask for, in milliseconds. */
const longestReconnectMs = 60_000;

/** How many streams in a row may end without anything new before the job is asked whether it has ended. */
const mostQuiet = 4;

const mediaType = 'text/event-stream';

/** `JobsClient.events` as a function. */
export async function* listJobEvents(
  connection: Connection,
  jobId: string,
  { after = 0, signal }: ListJobEventsOptions = {},
): AsyncGenerator<JobStreamEvent, void> {
  const { environment, attempts } = connection;
  let sequence = after;
  let version = after;
  let reconnectMs = 1000;
  let status: JobStatus | undefined;
  let quiet = 0;
  let isOver = false;
  for (let fruitless = 1; ; fruitless += 1) {
    const { request, response } = await openStream(connection, jobId, sequence, signal);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    try {
      const parse = eventStreamParser();
      for (;;) {
        const { done, value } = await nextPiece(environment, reader, request, signal);
        if (done) break;
        for (const { event, data = '', retry } of parse(value)) {
          reconnectMs = Math.min(Number(retry) || reconnectMs, longestReconnectMs);
          const heard = Object(parseJson(data)) as Heard;
          // Whatever is not newer was heard on an earlier connection; and what is no transition leaves nothing to tell.
          if (heard.to && heard.sequence > sequence) ({ sequence, to: status } = heard);
          else if (event === 'job.progress' && heard.version > version) heard.type = event;
          else continue;
          version = Math.max(version, sequence, heard.version || 0);
          fruitless = 0;
          quiet = 0;
          yield heard as unknown as JobStreamEvent;
          if (isTerminal(heard.to)) return;
        }
      }
      // Whoever asks behind the last event of an ended job is answered with an empty stream, again and again.
      if (isOver) return;
      quiet += 1;
      // A job whose status is known to be open tells of its end on the stream. A server with too many who wait ends every stream
      // at once, and is not to be asked twice as often for it.
      if (!jobStatuses.includes(status as JobStatus) || quiet > mostQuiet) {
        isOver = (await getJob(connection, jobId, { signal })).terminal;
        quiet = 0;
        // It may have ended after the stream was closed: once more, for its last event.
        if (isOver) continue;
      }
      fruitless = 0;
    } catch (error) {
      if (!isNetworkError(error) || fruitless >= Math.min(attempts, mostFruitless)) throw error;
    } finally {
      // It may be broken already, or at its end.
      reader.cancel().catch(Object);
    }
    await pause(environment, reconnectMs * (1 + environment.random()), signal);
  }
}

/** What comes next on a stream, which is given up when it is silent for too long. */
function nextPiece(
  environment: ClientEnvironment,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  request: Request,
  signal: AbortSignal | undefined,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  const silent = () => new NetworkError(request, `nothing came for ${longestSilenceMs} ms`);
  return withinLimit(environment, longestSilenceMs, signal, silent, () =>
    reader.read().catch((error) => {
      throw networkError(request, error);
    }),
  );
}

/** A transition, progress, or what a newer server sends besides them. */
interface Heard {
  type: string;
  readonly sequence: number;
  readonly version: number;
  readonly to: JobStatus;
}

/** Connects to the stream behind an event. The answer has begun when this resolves, and has not ended. */
function openStream(
  connection: Connection,
  jobId: string,
  sequence: number,
  signal: AbortSignal | undefined,
): Promise<Exchange> {
  return request<Exchange, 'get', '/v1/jobs/{job_id}/events'>(connection, {
    method: 'get',
    path: '/v1/jobs/{job_id}/events',
    jobId,
    headers: { Accept: mediaType, 'Last-Event-ID': sequence || undefined },
    signal,
    async read(exchange) {
      const { response } = exchange;
      if (response.headers.get('Content-Type')?.startsWith(mediaType)) return exchange;
      throw unexpected(exchange, mediaType, await response.text());
    },
  });
}
