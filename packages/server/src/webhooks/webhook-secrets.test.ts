import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { WebhookSecrets } from './webhook-secrets.ts';

const first = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const second = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const message = { id: 'msg_1', sentAt: Date.now(), body: '{"text":"Grüße"}' };

function headers(signature: string): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.sentAt / 1000)),
    'webhook-signature': signature,
  };
}

test('a signature is one that a receiver with the secret accepts, over the exact bytes (S21)', () => {
  const secrets = new WebhookSecrets();
  secrets.add('acme', first);
  const signature = secrets.sign('acme', message);

  expect(signature).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  expect(new Webhook(first).verify(message.body, headers(signature))).toEqual({ text: 'Grüße' });
  expect(() => new Webhook(first).verify(`${message.body} `, headers(signature))).toThrow();
});

test('while a secret is being replaced both the old and the new one verify (F47)', () => {
  const secrets = new WebhookSecrets();
  secrets.add('acme', first);
  secrets.add('acme', second);
  const signature = secrets.sign('acme', message);

  for (const secret of [first, second]) {
    expect(new Webhook(secret).verify(message.body, headers(signature))).toEqual({ text: 'Grüße' });
  }
});

test('each organization has secrets of its own', () => {
  const secrets = new WebhookSecrets();
  secrets.add('acme', first);

  expect(secrets.has('acme')).toBe(true);
  expect(secrets.has('globex')).toBe(false);
});

describe('a secret is refused without being repeated', () => {
  test.each([
    ['has no prefix', Buffer.alloc(32).toString('base64')],
    ['has nothing behind its prefix', 'whsec_'],
    ['is not Base64', 'whsec_not base64 but long enough to be one'],
    ['has 23 bytes', `whsec_${Buffer.alloc(23, 7).toString('base64')}`],
    ['has 65 bytes', `whsec_${Buffer.alloc(65, 7).toString('base64')}`],
  ])('one that %s', (_, secret) => {
    const add = () => new WebhookSecrets().add('acme', secret);

    expect(add).toThrow(TypeError);
    expect(add).not.toThrow(secret.replace('whsec_', '') || 'nothing to repeat');
  });
});
