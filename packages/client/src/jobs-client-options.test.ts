import { expect, test } from 'vitest';
import { createJobsClient } from './create-jobs-client.ts';
import type { JobsClientOptions } from './jobs-client-options.ts';
import { answerWith } from './test/answering-fetch.ts';

const baseUrl = 'https://jobs.example.com';

test.each([
  ['no options', { given: undefined, want: '`baseUrl` is missing' }],
  ['no baseUrl', { given: { apiKey: 'k' }, want: '`baseUrl` is missing' }],
  ['a baseUrl without a scheme', { given: { baseUrl: 'jobs.example.com', apiKey: 'k' }, want: 'http:// or https://' }],
  [
    'a baseUrl of another scheme',
    { given: { baseUrl: 'ftp://example.com', apiKey: 'k' }, want: 'http:// or https://' },
  ],
  [
    'a baseUrl with a password',
    { given: { baseUrl: 'http://a:secret@host', apiKey: 'k' }, want: 'must not hold a user' },
  ],
  ['a baseUrl with a query', { given: { baseUrl: `${baseUrl}?a=1`, apiKey: 'k' }, want: 'before any `?` or `#`' }],
  ['no key', { given: { baseUrl }, want: '`apiKey` gave no key' }],
  ['an empty key', { given: { baseUrl, apiKey: '' }, want: '`apiKey` gave no key' }],
  [
    'a key with a line break',
    { given: { baseUrl, apiKey: 'secret\n' }, want: '`apiKey` gave a key that cannot be sent' },
  ],
  ['two keys', { given: { baseUrl, apiKey: 'secret', getApiKey: () => 'secret' }, want: 'not both' }],
  [
    'a getApiKey that is no function',
    { given: { baseUrl, getApiKey: 'secret' }, want: '`getApiKey` must be a function' },
  ],
  ['a fetch that is no function', { given: { baseUrl, apiKey: 'k', fetch: true }, want: '`fetch` must be a function' }],
])('%s is refused with a sentence that says so and keeps secrets', (_name, { given, want }) => {
  const create = () => createJobsClient(given as unknown as JobsClientOptions);
  expect(create).toThrow(TypeError);
  expect(create).toThrow(want);
  expect(create).not.toThrow('secret');
});

test.each([
  ['no key', undefined, '`getApiKey` gave no key'],
  ['a key that no header can carry', 'secret\r\nX: 1', '`getApiKey` gave a key that cannot be sent'],
])('a getApiKey that gives %s fails the request with a sentence that keeps the key', async (_name, key, want) => {
  const server = answerWith(200, {});
  const client = createJobsClient({ baseUrl, getApiKey: () => key as string, fetch: server.fetch });
  const error = await client.capabilities().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain(want);
  expect(String(error)).not.toContain('secret');
  expect(server.requests).toEqual([]);
});
