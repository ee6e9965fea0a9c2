import { expect, test } from 'vitest';
import { createJobsClient } from './create-jobs-client.ts';
import type { JobsClientOptions } from './jobs-client-options.ts';
import { answerWith } from './test/answering-fetch.ts';

const baseUrl = 'https://jobs.example.com';

const address = '`baseUrl` must be an http(s) address without user';

test.each([
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
])('%s is refused with a sentence that says so and keeps secrets', (_name, { given, want }) => {
  const create = () => createJobsClient(given as unknown as JobsClientOptions);
  expect(create).toThrow(TypeError);
  expect(create).toThrow(want);
  expect(create).not.toThrow('secret');
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
