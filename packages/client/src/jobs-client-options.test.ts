import { expect, test } from 'vitest';
import { createJobsClient } from './create-jobs-client.ts';
import type { JobsClientOptions } from './jobs-client-options.ts';
import { answerWith } from './test/answering-fetch.ts';

const baseUrl = 'https://jobs.example.com';

const address = '`baseUrl` must be an http(s) address without user';

test.each<[string, { given: object | undefined; want: string }]>([
  ['no options', { given: undefined, want: address }],
  ['no baseUrl', { given: { apiKey: 'k' }, want: address }],
  ['a baseUrl without a scheme', { given: { baseUrl: 'jobs.example.com', apiKey: 'k' }, want: address }],
  ['a baseUrl of another scheme', { given: { baseUrl: 'ftp://example.com', apiKey: 'k' }, want: address }],
  ['a baseUrl with a password', { given: { baseUrl: 'http://a:secret@host', apiKey: 'k' }, want: address }],
  ['a baseUrl with a query', { given: { baseUrl: `${baseUrl}?a=1`, apiKey: 'k' }, want: address }],
  ['a baseUrl with a fragment', { given: { baseUrl: `${baseUrl}#a`, apiKey: 'k' }, want: address }],
  ['no key', { given: { baseUrl }, want: 'either `apiKey` or `getApiKey`' }],
  ['an empty key', { given: { baseUrl, apiKey: '' }, want: 'The API key is empty or not visible ASCII' }],
  [
    'a key with a line break',
    { given: { baseUrl, apiKey: 'secret\n' }, want: 'The API key is empty or not visible ASCII' },
  ],
  ['two keys', { given: { baseUrl, apiKey: 'secret', getApiKey: () => 'secret' }, want: 'either `apiKey`' }],
  [
    'an option that there is none of',
    { given: { baseUrl, apikey: 'secret', apiKey: 'k' }, want: '`apikey` is unknown, or of a wrong kind' },
  ],
  ...(['timeoutMs', 'attempts', 'totalMs', 'pauseMs'] as const).flatMap((name) =>
    [Number.NaN, -1, 0, '5000', null, {}].map((value): [string, { given: object; want: string }] => [
      `${name} of ${JSON.stringify(value)}`,
      {
        given: {
          baseUrl,
          apiKey: 'k',
          ...(name === 'timeoutMs' ? { timeoutMs: value } : { retry: { [name]: value } }),
        },
        want: `\`${name}\` must be a number above 0`,
      },
    ]),
  ),
  ...[5, true, 'twice', 0, ''].map((retry): [string, { given: object; want: string }] => [
    `retry of ${JSON.stringify(retry)}`,
    { given: { baseUrl, apiKey: 'k', retry }, want: '`retry` is unknown, or of a wrong kind' },
  ]),
  [
    'an option of retry outside of it',
    { given: { baseUrl, apiKey: 'k', attempts: 3 }, want: '`attempts` is unknown, or of a wrong kind' },
  ],
  [
    'an option inside of retry',
    { given: { baseUrl, apiKey: 'k', retry: { timeoutMs: 3 } }, want: '`timeoutMs` is unknown, or of a wrong kind' },
  ],
  [
    'a member of retry that there is none of',
    { given: { baseUrl, apiKey: 'k', retry: { retries: 3 } }, want: '`retries` is unknown, or of a wrong kind' },
  ],
])('%s is refused with a sentence that says so and keeps secrets', (_name, { given, want }) => {
  const create = () => createJobsClient(given as unknown as JobsClientOptions);
  expect(create).toThrow(TypeError);
  expect(create).toThrow(want);
  expect(create).not.toThrow('secret');
});

test('what is undefined is as good as left out, and a time may be without end', () => {
  const given = { timeoutMs: undefined, retry: undefined, fetch: undefined, getApiKey: undefined };
  for (const retry of [undefined, false, {}, { attempts: undefined, totalMs: Number.POSITIVE_INFINITY }] as const) {
    expect(() => createJobsClient({ baseUrl, apiKey: 'k', ...given, retry })).not.toThrow();
  }
});

test.each([
  ['no key', undefined],
  ['a key that no header can carry', 'secret\r\nX: 1'],
])('a getApiKey that gives %s fails the request with a sentence that keeps the key', async (_name, key) => {
  const server = answerWith(200, {});
  const client = createJobsClient({ baseUrl, getApiKey: () => key as string, fetch: server.fetch });
  const error = await client.capabilities().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain('The API key is empty or not visible ASCII');
  expect(String(error)).not.toContain('secret');
  expect(server.requests).toEqual([]);
});
