import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestClock } from '../test/test-clock.ts';
import { RequestRateLimiter } from './request-rate-limiter.ts';

const seed = process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) };

function limiterOf(requestsPerMinute: number) {
  const clock = new TestClock();
  const limiter = new RequestRateLimiter(requestsPerMinute, clock);
  const take = (organizationId = 'acme') => limiter.take(organizationId);
  const takenUntilRefused = () => {
    let taken = 0;
    while (take().retryAfterSeconds === null) taken += 1;
    return taken;
  };
  return { clock, limiter, take, takenUntilRefused };
}

test('a minute of requests may come at once, and the next one is refused (S12)', () => {
  const { take } = limiterOf(3);

  const verdicts = [take(), take(), take(), take()];

  expect(verdicts).toEqual([
    { rateLimit: '"default";r=2;t=20', rateLimitPolicy: '"default";q=3;w=60', retryAfterSeconds: null },
    { rateLimit: '"default";r=1;t=40', rateLimitPolicy: '"default";q=3;w=60', retryAfterSeconds: null },
    { rateLimit: '"default";r=0;t=60', rateLimitPolicy: '"default";q=3;w=60', retryAfterSeconds: null },
    { rateLimit: '"default";r=0;t=60', rateLimitPolicy: '"default";q=3;w=60', retryAfterSeconds: 20 },
  ]);
});

test('what is left refills evenly, and never beyond a minute of requests (S12)', async () => {
  const { clock, takenUntilRefused } = limiterOf(60);
  expect(takenUntilRefused()).toBe(60);

  await clock.advance(999);
  expect(takenUntilRefused()).toBe(0);
  await clock.advance(1);
  expect(takenUntilRefused()).toBe(1);
  await clock.advance(30_000);
  expect(takenUntilRefused()).toBe(30);
  await clock.advance(24 * 60 * 60 * 1000);
  expect(takenUntilRefused()).toBe(60);
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no limit', (requestsPerMinute) => {
  expect(() => limiterOf(requestsPerMinute)).toThrow(RangeError);
});

test('one organization takes nothing from another', () => {
  const { take, takenUntilRefused } = limiterOf(2);
  expect(takenUntilRefused()).toBe(2);

  expect(take('globex').retryAfterSeconds).toBeNull();
});

test('whoever waits for as long as Retry-After says is let through, whatever the limit and the pace', async () => {
  const paces = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), paces, async (requestsPerMinute, pauses) => {
      const { clock, take, takenUntilRefused } = limiterOf(requestsPerMinute);
      takenUntilRefused();
      for (const pause of pauses) {
        await clock.jump(pause);
        takenUntilRefused();
      }
      const { retryAfterSeconds } = take();
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
      await clock.jump((retryAfterSeconds ?? 0) * 1000);
      expect(take().retryAfterSeconds).toBeNull();
    }),
    { numRuns: 50, ...seed },
  );
});

test('in no stretch of time are more let through than its length allows, and one minute more', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 500 }), pauses, async (requestsPerMinute, given) => {
      const { clock, takenUntilRefused } = limiterOf(requestsPerMinute);
      let taken = takenUntilRefused();
      for (const pause of given) {
        await clock.jump(pause);
        taken += takenUntilRefused();
      }
      const elapsedMs = given.reduce((sum, pause) => sum + pause, 0);
      expect(taken).toBeLessThanOrEqual(requestsPerMinute * (1 + elapsedMs / 60_000) + 1e-6);
    }),
    { numRuns: 50, ...seed },
  );
});

test('organizations that have gone quiet are forgotten, and those that go on are not', async () => {
  const { clock, limiter, take, takenUntilRefused } = limiterOf(10);
  for (let number = 0; number < 1000; number += 1) take(`org_${number}`);
  for (let round = 0; round < 5; round += 1) {
    takenUntilRefused();
    await clock.advance(40_000);
  }
  expect(takenUntilRefused()).toBeLessThan(10);

  expect(limiter.remembered).toBe(1);
});

test('a clock that is set back gives nobody a budget and keeps nobody out', async () => {
  const { clock, takenUntilRefused } = limiterOf(60);
  takenUntilRefused();

  await clock.jump(-3_600_000);
  expect(takenUntilRefused()).toBe(0);
  await clock.advance(1000);
  expect(takenUntilRefused()).toBe(1);
});
