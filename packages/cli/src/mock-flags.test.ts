import { describe, expect, test } from 'vitest';
import { checkMockFlags, liveOptionsOf, type MockFlags } from './mock-flags.ts';

const flags = (given: Partial<MockFlags>): MockFlags => ({ host: '127.0.0.1', port: '0', ...given });

describe('the flags of the mock', () => {
  test('become the options of the live mock', async () => {
    const given = { speed: '0.5', seed: '7', grace: '2000', keys: 'a, b', types: 'c', webhookSecret: 'whsec_x' };
    expect(await liveOptionsOf(flags({ live: true, ...given }))).toEqual({
      speed: 0.5,
      seed: 7,
      graceMs: 2000,
      keys: ['a', 'b'],
      types: ['c'],
      webhookSecret: 'whsec_x',
    });
    expect(await liveOptionsOf(flags({ live: true }))).toEqual({});
  });

  test.each<[Partial<MockFlags>, RegExp]>([
    [{ speed: '0' }, /--speed takes a number from 0\.001 to 10000; it cannot be "0"\. A clock that stands still/],
    [{ speed: '-1' }, /--speed takes/],
    [{ speed: '1e9' }, /--speed takes/],
    [{ seed: '1.5' }, /--seed takes a whole number from 0/],
    [{ grace: 'x' }, /--grace takes a whole number from 0/],
    [{ keys: 'a,' }, /--keys takes names with commas between them; one of them is empty/],
    [{ types: '' }, /--types takes names/],
  ])('%j is refused', async (given, why) => {
    await expect(liveOptionsOf(flags({ live: true, ...given }))).rejects.toThrow(why);
  });

  test.each<[Partial<MockFlags>, RegExp]>([
    [{ seed: '1' }, /--seed is for the live mock: add --live, or leave it out/],
    [{ webhookSecret: 'x' }, /--webhook-secret is for the live mock/],
    [{ live: true, spec: 'a' }, /--spec is not for the live mock/],
  ])('%j belongs to the other kind of mock', (given, why) => {
    expect(() => checkMockFlags(flags(given))).toThrow(why);
  });
});
