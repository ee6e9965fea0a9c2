import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer } from '../../test/running-server.ts';

/** What means something to SQL, to LIKE, to JSON paths, to shells, to templates or to regular expressions. */
const texts = [
  ...["'", "''", '"', '`', '\\', '%', '_', '*', '?', '.', '.*', '^', '$', '$1', ':1', '?1', '@a', '#', '--', '/*', ';'],
  ...[
    "' or '1'='1",
    "'; drop table jobs; --",
    '") or 1=1 --',
    "a' || 'b",
    '$.a',
    '$..*',
    '{{7*7}}',
    '$(id)',
    '#{7*7}',
    '%s%n',
  ],
  ...['null', 'true', '0', '-1', '1e3', '[]', '{}', '\n', '\t', '\u2028', 'ﬀ', 'İ', 'a\u0301'],
];

let running: Awaited<ReturnType<typeof openServer>>;
const idOf = new Map<string, string>();

beforeAll(async () => {
  running = await openServer();
  for (const text of texts) {
    const scheduled = new Date(Date.now() + 3_600_000).toISOString();
    const body = { type: 'demo.batch', input: { items: 0, item_ms: 0 }, scheduled_for: scheduled };
    const job = await running.create({ ...body, name: text, metadata: { text, [text]: 'key' } });
    idOf.set(text, job.id);
  }
});
afterAll(() => running.close());

async function listed(query: URLSearchParams): Promise<string[]> {
  const { status, body } = await running.send('GET', `/v1/jobs?limit=100&${query}`);
  expect(status).toBe(200);
  return body.data.map(({ id }: { id: string }) => id);
}

test.each(texts)('a filter finds what is the same text and nothing else: %j (S30)', async (text) => {
  expect(await listed(new URLSearchParams({ 'metadata[text]': text }))).toEqual([idOf.get(text)]);
  if (!/[[\]]/.test(text))
    expect(await listed(new URLSearchParams({ [`metadata[${text}]`]: 'key' }))).toEqual([idOf.get(text)]);
  expect(await listed(new URLSearchParams({ 'metadata[text]': `${text}x` }))).toEqual([]);
});

test.each(texts)('as a type, a time, an order or a cursor it is refused: %j (S30)', async (text) => {
  for (const name of ['type', 'created_after', 'created_before', 'order', 'limit', 'status', 'cursor', 'include']) {
    const query = new URLSearchParams({ [name]: text });
    const { status } = await running.send('GET', `/v1/jobs?${query}`);
    const isType = name === 'type' && /^[a-z][a-z0-9_.-]*$/.test(text);
    expect([name, status]).toEqual([name, isType ? 200 : 400]);
  }
});

test('a bulk cancel by such a filter reaches the one job that has the text (S30)', async () => {
  for (const text of texts) {
    const json = { filter: { metadata: { text } } };
    const { body } = await running.send('POST', '/v1/jobs/cancel', { json });
    expect([text, body.counts.cancelled]).toEqual([text, 1]);
  }
});
