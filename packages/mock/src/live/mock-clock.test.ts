import { describe, expect, test } from 'vitest';
import { MockClock, playedMs } from './mock-clock.ts';

const still = () => new MockClock({ start: 0, speed: 1, running: false });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a clock that stands still', () => {
  test('fires each timer at its own instant when it is moved, also those that timers set', async () => {
    const clock = still();
    const fired: string[] = [];
    const note = (name: string) => fired.push(`${name} at ${clock.now()}`);
    clock.schedule(30, () => note('late'));
    clock.schedule(10, () => {
      note('early');
      clock.schedule(5, () => note('chained'));
    });
    clock.schedule(50, () => note('beyond'));
    const cancel = clock.schedule(20, () => note('cancelled'));
    cancel();
    await clock.advance(40);
    expect(fired).toEqual(['early at 10', 'chained at 15', 'late at 30']);
    expect(clock.now()).toBe(40);
  });

  test('fires what is due now, and nothing else', async () => {
    const clock = still();
    const fired: string[] = [];
    clock.schedule(0, () => fired.push('now'));
    clock.schedule(1, () => fired.push('later'));
    await clock.settle();
    expect(fired).toEqual(['now']);
  });

  test('lets go on what a timer began before it fires the next one', async () => {
    const clock = still();
    const seen: number[] = [];
    clock.schedule(10, async () => {
      for (let round = 0; round < 15; round += 1) await turn();
      seen.push(clock.now());
    });
    clock.schedule(11, () => {});
    await clock.advance(100);
    expect(seen).toEqual([10]);
  });

  test('passes a month in leaps, and ends exactly there', async () => {
    const clock = still();
    const month = 30 * 24 * 60 * 60 * 1000;
    let ticks = 0;
    const tick = () => {
      ticks += 1;
      clock.schedule(1000, tick);
    };
    tick();
    await clock.advance(month);
    expect(clock.now()).toBe(month);
    expect(ticks).toBeGreaterThan(playedMs / 1000);
    expect(ticks).toBeLessThan(playedMs / 1000 + 2100);
  });

  test('is moved once after the other by moves that come together', async () => {
    const clock = still();
    await Promise.all([clock.advance(10), clock.advance(20), clock.advance(30)]);
    expect(clock.now()).toBe(60);
  });

  test('runs when it is told, and stands again', async () => {
    const clock = still();
    const fired = Promise.withResolvers<void>();
    clock.schedule(5000, fired.resolve);
    clock.change({ running: true, speed: 1000 });
    await fired.promise;
    clock.change({ running: false });
    const now = clock.now();
    expect(now).toBeGreaterThanOrEqual(5000);
    await turn();
    expect(clock.now()).toBe(now);
  });
});

describe('a clock that runs', () => {
  test('fires in order at its speed, and can be moved ahead meanwhile', async () => {
    // It runs when all are there, however long that takes.
    const clock = new MockClock({ start: 1000, speed: 100, running: false });
    const fired: string[] = [];
    const both = Promise.withResolvers<void>();
    clock.schedule(2000, both.resolve);
    clock.schedule(1000, () => fired.push('second'));
    clock.schedule(500, () => fired.push('first'));
    clock.change({ running: true });
    await both.promise;
    expect(fired).toEqual(['first', 'second']);
    const before = clock.now();
    await clock.advance(60_000);
    expect(clock.now()).toBeGreaterThanOrEqual(before + 60_000);
    clock.stop();
  });
});
