import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ApiKeys } from '../api-keys.ts';

const caller = { organizationId: 'acme', access: 'write' } as const;

describe('a key is found by its digest, whose length and place tell nothing of it (S6)', () => {
  const keys = new ApiKeys();
  keys.add('sk_the_one', caller);

  test.each(['', 's', 'sk_the_on', 'sk_the_ona', 'sk_the_onf', 'sk_the_one ', 'SK_THE_ONE', 'x'.repeat(100_000)])(
    'another one is none: %.20s',
    (key) => {
      expect(keys.find(key)).toBe(null);
    },
  );

  test('the key itself is found', () => {
    expect(keys.find('sk_the_one')).toEqual(caller);
  });

  test('its text is not kept', () => {
    expect(inspect(keys, { depth: 10, showHidden: true })).not.toContain('sk_the_one');
    expect(Object.values(keys)).toEqual([]);
  });
});
