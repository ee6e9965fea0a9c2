import { WebhookSecrets } from '@jobwire/server';
import { expect, test } from 'vitest';
import { keyWarnings } from './key-warnings.ts';

function key(organizationId: string, characters: number) {
  return { key: 'k'.repeat(characters), organizationId, access: 'write' } as const;
}

test('keys that can be guessed are told by their organization, once, where other machines can try them', () => {
  const settings = {
    apiKeys: [key('acme', 4), key('acme', 5), key('globex', 20)],
    webhookSecrets: undefined,
    role: 'all' as const,
  };

  expect(keyWarnings(settings, true)).toEqual([]);
  expect(keyWarnings(settings, false)).toEqual([
    'A key of acme in JOBWIRE_API_KEYS has fewer than 20 characters and may be guessed.',
  ]);
});

test('a webhook secret of an organization without a key is told by its organization, once', () => {
  const webhookSecrets = new WebhookSecrets();
  for (const name of ['amce', 'amce', 'local']) {
    webhookSecrets.add(name, `whsec_${Buffer.alloc(32, webhookSecrets.has(name) ? 1 : 0).toString('base64')}`);
  }
  const told = (name: string) =>
    `JOBWIRE_WEBHOOK_SECRETS names ${name}, for which JOBWIRE_API_KEYS has no key: nobody can ask for its webhooks ` +
    'until a key of it is added there.';

  const apiKeys = [key('acme', 40)];
  expect(keyWarnings({ apiKeys, webhookSecrets, role: 'all' }, false)).toEqual([told('amce'), told('local')]);
  expect(keyWarnings({ apiKeys: undefined, webhookSecrets, role: 'all' }, true)).toEqual([told('amce')]);
  expect(keyWarnings({ apiKeys, webhookSecrets, role: 'worker' }, false)).toEqual([]);
});
