import { headerOf } from '../../runner/exchange.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectStatus } from '../../steps/expect-status.ts';
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
    const exchange = await context.call('listJobEvents', { jobId: job.id, headers: { Accept: accept } });
    expectStatus(exchange, 200, `the events as ${mediaType}`);
    const given = headerOf(exchange, 'Content-Type')?.split(';')[0]?.trim();
    expectEqual(`the media type for \`${accept}\``, given, mediaType, exchange);
  }
};
