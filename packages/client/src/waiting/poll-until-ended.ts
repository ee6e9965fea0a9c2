import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { pathOf } from '../operations/job-id.ts';
import { longPollSeconds } from '../transport/long-poll-seconds.ts';
import { readObject } from '../transport/read-answer.ts';
import { request } from '../transport/request.ts';
import { retryAfterSecondsOf } from '../transport/retry-after.ts';
import { pause } from '../transport/within-limit.ts';
import type { Tell } from './job-update.ts';

/** The shortest time from one question to the next, in milliseconds, however often the job changes. */
const shortestRoundMs = 250;

/** Asks for a job until it has ended: held by the server where that can wait, else as often as it allows. */
export async function pollUntilEnded(
  connection: Connection,
  jobId: string,
  signal: AbortSignal,
  tell?: Tell,
): Promise<Job> {
  const { environment } = connection;
  let etag: string | null = null;
  for (;;) {
    const askedAt = environment.now();
    const { job, headers }: Polled = await request<Polled, 'get', '/v1/jobs/{job_id}'>(connection, {
      method: 'get',
      path: '/v1/jobs/{job_id}',
      // With a tag the server answers at every version, which only who wants to see them asks for.
      init: { params: { path: pathOf(jobId) }, headers: { 'If-None-Match': tell && etag } },
      signal,
      // Who wants to see each version must know one before the server holds its answer for the next.
      waitSeconds: tell && !etag ? 0 : longPollSeconds,
      async read(exchange): Promise<Polled> {
        const { status, headers } = exchange.response;
        return { headers, job: status === 304 ? null : await readObject<Job>(exchange, 'job') };
      },
    });
    if (job) {
      await tell?.(job);
      if (job.terminal) return job;
      etag = headers.get('ETag');
    }
    const now = environment.now();
    const pauseMs = headers.has('Preference-Applied')
      ? askedAt + shortestRoundMs - now
      : (retryAfterSecondsOf(headers, now) ?? 1) * 1000;
    await pause(environment, Math.max(pauseMs, 0), signal);
  }
}

interface Polled {
  /** Null when it is still the version of the tag. */
  readonly job: Job | null;
  readonly headers: Headers;
}
