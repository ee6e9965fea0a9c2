import { expect, test } from 'vitest';
import { isNoAnswer } from './no-answer-error.ts';
import { createRequestBudget } from './request-budget.ts';
import { defaultRunLimits } from './run-limits.ts';
import { createStreamOpener } from './stream-caller.ts';

const shared = {
  baseUrl: 'http://host',
  keys: { primary: 'jw_primary_key' },
  headers: {},
  hideSecrets: (text: string) => text,
  onExchange: () => {},
};

/** Opens a stream that sends one event, and then ends or breaks. */
function opened(end: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('event: job.queued\nid: 1\ndata: {}\n\n')),
    pull: end,
  });
  const options = { ...shared, budget: createRequestBudget(defaultRunLimits), fetch: async () => new Response(body) };
  return createStreamOpener('primary', options)('job_1');
}

test('a stream that breaks off is no answer, and not a stream that tells too little', async () => {
  const stream = await opened((controller) => controller.error(new Error('reset')));
  const error = await stream.waitFor(() => false, 60_000).catch((thrown: unknown) => thrown);
  expect(isNoAnswer(error)).toBe(true);
  expect(String(error)).toContain('http://host/v1/jobs/job_1/events got no answer: the stream was broken off after');
});

test('a stream that ends tells what it had to tell', async () => {
  const stream = await opened((controller) => controller.close());
  expect(await stream.waitFor(() => false, 60_000)).toBe(false);
  expect(stream.messages).toMatchObject([{ event: 'job.queued', id: '1' }]);
});
