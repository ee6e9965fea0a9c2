import { WebhookSecrets } from '@jobwire/server';
import { expect, test } from 'vitest';
import { keyWarnings } from './key-warnings.ts';

function key(organizationId: string, characters: number) {
  return { key: 'k'.repeat(characters), organizationId, access: 'write' } as const;
}

test('keys that can be guessed are told by their organization, once, where other machines can try them', () => {
  const settings = { apiKeys: [key('acme', 4), key('acme', 5), key('globex', 20)], webhookSecrets: undefined };

  expect(keyWarnings(settings, true)).toEqual([]);
  expect(keyWarnings(settings, false)).toEqual([
    'A key of acme in JOBWIRE_API_KEYS has fewer than 20 characters and may be guessed.',
  ]);
});

test('a webhook secret of an organization without a key is told, unless the server makes its own key', () => {
  const webhookSecrets = new WebhookSecrets();
  webhookSecrets.add('amce', `whsec_${Buffer.alloc(32).toString('base64')}`);

  expect(keyWarnings({ apiKeys: [key('acme', 40)], webhookSecrets }, false)).toEqual([
    'JOBWIRE_WEBHOOK_SECRETS names amce, for which JOBWIRE_API_KEYS has no key.',
  ]);
  expect(keyWarnings({ apiKeys: undefined, webhookSecrets }, true)).toEqual([]);
});
