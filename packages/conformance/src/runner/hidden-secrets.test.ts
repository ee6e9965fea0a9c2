import { expect, test } from 'vitest';
import { createSecretHider } from './hidden-secrets.ts';

test('a key is hidden wherever it stands, also within something else', () => {
  const hide = createSecretHider({ keys: { primary: 'sk_$1.(long)' }, others: ['a_header_value'] });
  expect(hide('xsk_$1.(long)x a_header_value')).toBe('x$JOBWIRE_KEYx ••••••');
});

test('a key of a few letters tears no word', () => {
  const hide = createSecretHider({ keys: { primary: 'a' }, others: [] });
  expect(hide('{"detail":"a cat","key":"a"}')).toBe('{"detail":"$JOBWIRE_KEY cat","key":"$JOBWIRE_KEY"}');
});
