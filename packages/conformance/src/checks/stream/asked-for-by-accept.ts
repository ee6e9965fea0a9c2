import type { CheckContext } from '../../runner/check-context.ts';
import { type Exchange, headerOf } from '../../runner/exchange.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { streamMs } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/** Weighs both types against each other. */
export const askedForByAccept: Check = async (context) => {
  const { job } = await completedJob(context);
  const wanted = [
    ['text/event-stream', 'text/event-stream'],
    ['text/event-stream, application/json', 'text/event-stream'],
    ['application/json;q=0.5, text/event-stream;q=0.9', 'text/event-stream'],
    ['application/json, text/event-stream;q=0.9', 'application/json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
  ] as const;
  for (const [accept, mediaType] of wanted) {
    const headers = { Accept: accept };
    const exchange =
      mediaType === 'text/event-stream'
        ? await headOfStream(context, job.id, headers)
        : await context.call('listJobEvents', { jobId: job.id, headers });
    expectStatus(exchange, 200, `the events as ${mediaType}`);
    const given = headerOf(exchange, 'Content-Type')?.split(';')[0]?.trim();
    expectEqual(`the media type for \`${accept}\``, given, mediaType, exchange);
  }
};

/** Does not wait for the end of the stream, which another requirement is about. */
async function headOfStream(
  context: CheckContext,
  jobId: string,
  headers: Readonly<Record<string, string>>,
): Promise<Exchange> {
  const stream = await context.openStream(jobId, { headers });
  await stream.waitFor(() => stream.messages.length > 0, streamMs);
  stream.close();
  return stream.exchange();
}
