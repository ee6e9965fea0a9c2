import { describe, expect, test } from 'vitest';
import { parseApiKeys } from './parse-api-keys.ts';

const acme = { key: 'sk_a', organizationId: 'acme', access: 'write' };

describe('keys are read from the environment', () => {
  test.each([
    { given: undefined, want: [] },
    { given: ' ', want: [] },
    { given: 'sk_a=acme', want: [acme] },
    { given: 'sk_a=acme,sk_r=acme:read', want: [acme, { key: 'sk_r', organizationId: 'acme', access: 'read' }] },
    { given: ' sk_a=acme ,\n sk_b=globex\n', want: [acme, { ...acme, key: 'sk_b', organizationId: 'globex' }] },
    { given: 'c2VjcmV0==acme', want: [{ ...acme, key: 'c2VjcmV0=' }] },
  ])('$given', ({ given, want }) => expect(parseApiKeys(given)).toEqual(want));
});

describe('a malformed entry is refused by its position, and no key is shown', () => {
  test.each([
    { given: 'sk_a=acme,', want: 'Entry 2 of JOBWIRE_API_KEYS is empty' },
    { given: 'sk_secret', want: 'Entry 1 of JOBWIRE_API_KEYS has no "="' },
    { given: '=acme', want: 'Entry 1 of JOBWIRE_API_KEYS has no key' },
    { given: 'sk_secret=', want: 'Entry 1 of JOBWIRE_API_KEYS names no organization' },
    { given: 'acme = sk secret', want: 'Entry 1 of JOBWIRE_API_KEYS has a character in its key' },
    { given: 'acme=sk/secret', want: 'Entry 1 of JOBWIRE_API_KEYS names no organization' },
    {
      given: 'sk_a=acme,sk_secret=acme:write',
      want: 'Entry 2 of JOBWIRE_API_KEYS ends in something other than ":read"',
    },
    { given: 'sk_secret=acme:read:', want: 'Entry 1 of JOBWIRE_API_KEYS ends in something other than ":read"' },
    { given: 'sk_secret=acme,sk_secret=globex', want: 'Entry 2 of JOBWIRE_API_KEYS has the key of an earlier entry' },
  ])('$given', ({ given, want }) => {
    expect(() => parseApiKeys(given)).toThrow(want);
    expect(() => parseApiKeys(given)).not.toThrow(/secret/);
  });
});
