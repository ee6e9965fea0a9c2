import { startMock } from '@jobwire/mock';
import { describe, expect, test } from 'vitest';
import { inFlags, type MockFlags, mockOptionsOf } from './mock-flags.ts';

const flags = (given: Partial<MockFlags>): MockFlags => ({ host: '127.0.0.1', port: '0', ...given });

describe('the flags of the mock', () => {
  test('become its options', async () => {
    const given = { speed: '0.5', seed: '7', grace: '2000', keys: 'a, b', types: 'c', webhookSecret: 'whsec_x' };
    expect(await mockOptionsOf(flags({ live: true, ...given }))).toEqual({
      live: true,
      speed: 0.5,
      seed: 7,
      graceMs: 2000,
      keys: ['a', 'b'],
      types: ['c'],
      webhookSecret: 'whsec_x',
    });
    expect(await mockOptionsOf(flags({ spec: 'a.yaml' }))).toEqual({ live: false, specFile: 'a.yaml' });
  });

  test.each<[Partial<MockFlags>, RegExp]>([
    [
      { speed: '0' },
      /^--speed takes a number from 0\.001 to 10000; it cannot be 0\. .* stands still comes with --seed/,
    ],
    [{ speed: '-1' }, /^--speed takes/],
    [{ speed: '1e9' }, /^--speed takes .* cannot be "1e9"/],
    [{ seed: '1.5' }, /^--seed takes a whole number from 0 to 2147483647; it cannot be 1\.5/],
    [{ grace: 'x' }, /^--grace takes a number of milliseconds from 0 .* "x"/],
    [{ keys: 'a,' }, /^"" in --keys cannot be a key: it is empty/],
    [{ types: '' }, /^"" in --types is no job type/],
    [{ webhookSecret: 'x' }, /^--webhook-secret cannot be used: A webhook secret is "whsec_"/],
    [{ spec: 'a' }, /^--spec is not for the live mock, which has no other contract: leave out --spec or --live/],
  ])('%j is refused in words of flags', async (given, why) => {
    const options = { ...(await mockOptionsOf(flags({ live: true, ...given }))), live: true } as const;
    const refusal = await startMock(options).catch((error: Error) => error);
    expect(inFlags((refusal as Error).message)).toMatch(why);
  });

  test.each<[Partial<MockFlags>, RegExp]>([
    [{ seed: '1' }, /^--seed is for the live mock: add --live, or leave it out/],
    [{ webhookSecret: 'x' }, /^--webhook-secret is for the live mock/],
    [{ scenarios: 'none.yaml' }, /^--scenarios is for the live mock/],
  ])('%j belongs to the live mock', async (given, why) => {
    const options = { ...(await mockOptionsOf(flags(given))), live: false } as const;
    const refusal = await startMock(options).catch((error: Error) => error);
    expect(inFlags((refusal as Error).message)).toMatch(why);
  });
});
