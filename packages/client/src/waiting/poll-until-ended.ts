import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { longPollSeconds } from '../transport/long-poll-seconds.ts';
import { readObject } from '../transport/read-answer.ts';
import { isOutage, request } from '../transport/request.ts';
import { pause } from '../transport/within-limit.ts';
import type { Tell } from './job-update.ts';

/** The shortest time from one question to the next, in milliseconds, however often the job changes. */
const shortestRoundMs = 250;

/** The longest pause that a server can ask for, in milliseconds. */
const longestPauseMs = 60_000;

/** Asks for a job until it has ended: held by the server where that can wait, else as often as it allows. An outage is waited out. */
export async function pollUntilEnded(
  connection: Connection,
  jobId: string,
  signal: AbortSignal,
  tell?: Tell,
): Promise<Job> {
  const { environment } = connection;
  let etag: string | null | undefined;
  for (;;) {
    const askedAt = environment.now();
    const answer = await request<Polled, 'get', '/v1/jobs/{job_id}'>(connection, {
      method: 'get',
      path: '/v1/jobs/{job_id}',
      // With a tag the server answers at every version, which only who wants to see them asks for.
      jobId,
      headers: { 'If-None-Match': tell && etag },
      signal,
      // Who wants to see each version must know one before the server holds its answer for the next.
      waitSeconds: tell && !etag ? undefined : longPollSeconds,
      async read(exchange) {
        const { status, headers } = exchange.response;
        return {
          job: status === 304 ? undefined : await readObject<Job>(exchange, 'job'),
          etag: headers.get('ETag'),
          isHeld: headers.has('Preference-Applied'),
          retryAfterSeconds: exchange.retryAfterSeconds,
        };
      },
    }).catch((error): Polled => {
      if (!isOutage(error) || connection.attempts === 1 || !connection.hasAnswered) throw error;
      return { retryAfterSeconds: error.retryAfterSeconds };
    });
    const { job, isHeld, retryAfterSeconds = 1 } = answer;
    if (job) {
      await tell?.(job);
      if (job.terminal) return job;
      etag = answer.etag;
    }
    const pauseMs = isHeld ? askedAt + shortestRoundMs - environment.now() : retryAfterSeconds * 1000;
    await pause(environment, Math.min(Math.max(pauseMs, 0), longestPauseMs), signal);
  }
}

/** What a question came to; without a job when that is still the version of the tag, or the server was away. */
interface Polled {
  readonly job?: Job | undefined;
  readonly etag?: string | null;
  readonly isHeld?: boolean;
  readonly retryAfterSeconds?: number | undefined;
}
