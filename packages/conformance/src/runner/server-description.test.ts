import { expect, test } from 'vitest';
import type { Caller } from './caller.ts';
import type { Exchange } from './exchange.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { readCapabilities } from './server-description.ts';

const request = 'GET http://host/v1/capabilities';
const unanswered =
  (reason: string, isSilence: boolean): Caller =>
  async () => {
    throw new NoAnswerError(request, reason, isSilence);
  };
const answered =
  (status: number, body: unknown, headers: [string, string][] = []): Caller =>
  async () =>
    ({
      url: 'http://host/v1/capabilities',
      status,
      body,
      bodyText: '',
      headers: new Map(headers),
    }) as Partial<Exchange> as Exchange;

test.each<readonly [string, { call: Caller; at?: string; want: string }]>([
  [
    'a server that hangs',
    {
      call: unanswered('nothing within 10 s', true),
      want: `${request} got no answer within 10 s. See whether it hangs`,
    },
  ],
  [
    'a server without TLS',
    {
      call: unanswered('fetch failed (ERR_SSL_WRONG_VERSION_NUMBER)', false),
      at: 'https://host',
      want: 'What is at https://host cannot be spoken to with TLS',
    },
  ],
  ['no server', { call: unanswered('fetch failed (ECONNREFUSED)', false), want: 'There is no server at http://host' }],
  ['an address that ends in /v1', { call: answered(404, {}), at: 'http://host/v1', want: 'Leave out /v1.' }],
  ['a redirect', { call: answered(302, {}, [['location', 'http://login']]), want: '(to http://login)' }],
  [
    'something that answers 200 to everything',
    { call: answered(200, { object: 'capabilities' }), want: 'neither conformance classes nor job types' },
  ],
])('%s is told for what it is', async (_name, { call, at = 'http://host', want }) => {
  await expect(readCapabilities(call, 'primary', at)).rejects.toThrow(want);
});
