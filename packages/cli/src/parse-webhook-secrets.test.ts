import { describe, expect, test } from 'vitest';
import { parseWebhookSecrets } from './parse-webhook-secrets.ts';

const one = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const message = { id: 'msg_1', sentAt: 0, body: '{}' };

test('each organization has its secrets, and one that is named twice has both', () => {
  const secrets = parseWebhookSecrets(`acme=${one}, globex=${one},acme=${other}`);

  expect(secrets.sign('acme', message).split(' ')).toHaveLength(2);
  expect(secrets.sign('globex', message).split(' ')).toHaveLength(1);
  expect(secrets.has('initech')).toBe(false);
});

describe('an entry that cannot be used is named by its position and not repeated', () => {
  test.each([
    [`${one}`, 'Entry 1'],
    [`acme=${one},`, 'Entry 2'],
    [`acme=${one},=${other}`, 'Entry 2'],
    ['acme=secret', 'Entry 1'],
    ['acme=whsec_c2hvcnQ=', 'Entry 1'],
  ])('%#', (text, where) => {
    const parse = () => parseWebhookSecrets(text);

    expect(parse).toThrow(where);
    expect(parse).not.toThrow(/c2hvcnQ|secret,|AQEB/);
  });
});
