import type { WebhookEvent } from '@jobwire/contract';
import { Webhook } from 'standardwebhooks';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { isWebhookVerificationError, type VerifiedWebhook, type VerifyWebhookOptions, verifyWebhook } from './index.ts';

const secret = `whsec_${btoa('a secret that nobody else knows!')}`;
const newSecret = `whsec_${btoa('the one that comes after it, soon')}`;
const sentAt = Date.UTC(2026, 0, 1);
const event = { type: 'job.completed', timestamp: '2026-01-01T00:00:00Z', data: { job_id: 'job_1', version: 7 } };
const body = JSON.stringify(event);

/** A webhook as the server sends it. */
function sent(text: string = body, secrets: readonly string[] = [secret]): VerifyWebhookOptions & { body: string } {
  const signatures = secrets.map((one) => new Webhook(one).sign('msg_1', new Date(sentAt), text));
  return {
    secrets: secret,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(sentAt / 1000),
      'webhook-signature': signatures.join(' '),
    },
    body: text,
    now: () => sentAt + 1000,
  };
}

function reasonFor(options: VerifyWebhookOptions): string {
  try {
    verifyWebhook(options);
  } catch (error) {
    if (isWebhookVerificationError(error)) return error.reason;
    throw error;
  }
  return 'taken';
}

describe('a webhook is taken', () => {
  test('when it was signed over the raw body, and gives its id and its event (S22)', () => {
    expect(verifyWebhook(sent())).toEqual({ id: 'msg_1', event });
  });

  test('as text or as bytes, with the headers of Fetch or of Node', () => {
    const { headers } = sent();
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    for (const given of [headers, upper, new Headers(headers as Record<string, string>)]) {
      expect(reasonFor({ ...sent(), headers: given, body: new TextEncoder().encode(body) })).toBe('taken');
    }
  });

  test('while its secret is being replaced, whichever side has the new one first', () => {
    expect(reasonFor({ ...sent(body, [newSecret, secret]), secrets: [secret] })).toBe('taken');
    expect(reasonFor({ ...sent(body, [secret]), secrets: [newSecret, secret] })).toBe('taken');
  });

  test('when it is exactly as old, or as far ahead, as is tolerated', () => {
    for (const now of [sentAt + 300_000, sentAt - 300_000]) {
      expect(reasonFor({ ...sent(), now: () => now })).toBe('taken');
    }
    expect(reasonFor({ ...sent(), now: () => sentAt + 9_000, toleranceSeconds: 9 })).toBe('taken');
  });
});

const { headers } = sent();
test.each<[string, Partial<VerifyWebhookOptions>, string]>([
  ['without an id', { headers: { ...headers, 'webhook-id': undefined } }, 'malformed_headers'],
  ['with a time that is none', { headers: { ...headers, 'webhook-timestamp': '1.5e9' } }, 'malformed_headers'],
  [
    'with two signatures in two headers',
    { headers: { ...headers, 'webhook-signature': ['a', 'b'] } },
    'malformed_headers',
  ],
  ['of another version alone', { headers: { ...headers, 'webhook-signature': 'v2,abc' } }, 'wrong_signature'],
  [
    'with another time than was signed',
    { headers: { ...headers, 'webhook-timestamp': '1767225601' } },
    'wrong_signature',
  ],
  ['with a body that was written anew', { body: JSON.stringify(event, null, 1) }, 'wrong_signature'],
  ['with a byte that is no text', { body: Uint8Array.of(...new TextEncoder().encode(body), 0xff) }, 'wrong_signature'],
  ['signed with another secret', { secrets: newSecret }, 'wrong_signature'],
  ['sent a second too long ago', { now: () => sentAt + 301_000 }, 'too_old'],
  ['sent a second too far ahead', { now: () => sentAt - 301_000 }, 'too_new'],
])('a webhook %s is refused (S22)', (_name, options, reason) => {
  expect(reasonFor({ ...sent(), ...options })).toBe(reason);
});

test('a webhook that is signed and is no event is refused', () => {
  for (const text of ['', 'null', '[]', '{"type":"job.completed"}', '{"type":"x","data":{"job_id":1,"version":2}}']) {
    expect(reasonFor(sent(text))).toBe('malformed_body');
  }
});

test.each([
  ['', 'whsec_ and Base64: one is empty'],
  [`${secret},${newSecret}`, 'whsec_ and Base64: one has a comma in it; give several as a list'],
  [`${secret} ${newSecret}`, 'whsec_ and Base64: one is something else'],
  ['whsec_not-base-64', 'whsec_ and Base64: one is something else'],
])(
  'a secret that is none, as %o, is a mistake of the receiver, and told in words that do not hold it',
  (given, want) => {
    const verify = () => verifyWebhook({ ...sent(), secrets: [secret, given] });
    expect(verify).toThrow(TypeError);
    expect(verify).toThrow(want);
    expect(verify).not.toThrow(secret.slice(6));
  },
);

test.each<[string, object, string]>([
  ['a tolerance that is no number', { toleranceSeconds: Number.NaN }, '`toleranceSeconds` must be'],
  ['a tolerance in words', { toleranceSeconds: '300' }, '`toleranceSeconds` must be'],
  ['a tolerance without end', { toleranceSeconds: Number.POSITIVE_INFINITY }, '`toleranceSeconds` must be'],
  ['a tolerance below zero', { toleranceSeconds: -1 }, '`toleranceSeconds` must be'],
  ['a clock that gives no number', { now: () => Number.NaN }, '`now` must give'],
  ['a time in place of a clock', { now: sentAt }, '`now` must give'],
  ['no secret to try', { secrets: [] }, '`secrets` must be'],
  ['a secret that was not configured', { secrets: undefined }, '`secrets` must be'],
  ['a body that was parsed', { body: event }, '`body` must be'],
  ['no body', { body: undefined }, '`body` must be'],
  ['no headers', { headers: undefined }, '`headers` must be'],
])('%s is a mistake of the receiver, whatever was sent', (_name, options, message) => {
  const old = { now: () => sentAt + 46 * 86_400_000 };
  const verify = () => verifyWebhook({ ...sent(), ...old, ...options } as VerifyWebhookOptions);
  expect(verify).toThrow(TypeError);
  expect(verify).toThrow(message);
});

test('the event has the type of the contract', () => {
  expectTypeOf<VerifiedWebhook['event']>().toEqualTypeOf<WebhookEvent>();
});
