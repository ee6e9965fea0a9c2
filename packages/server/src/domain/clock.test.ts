import { expect, test } from 'vitest';
import { systemClock } from './clock.ts';

const after = (delayMs: number) => new Promise<void>((resolve) => void systemClock.schedule(delayMs, resolve));

/** Holds the event loop open, since the clock does not. */
async function awake<Value>(wait: Promise<Value>): Promise<Value> {
  const hold = setInterval(() => {}, 1000);
  return wait.finally(() => clearInterval(hold));
}

test('a wait is over at its time, and one that lies in the past at once', async () => {
  const begin = systemClock.now();
  await awake(after(30));
  // A timer may be early by the part of a millisecond that the clock does not show.
  expect(systemClock.now() - begin).toBeGreaterThanOrEqual(29);
  await awake(after(-5));
});

test('a wait that is longer than a timer can be is not over at once', async () => {
  const fired: number[] = [];
  const cancels = [2 ** 31 - 1, 2 ** 31, 2 ** 40].map((delayMs) =>
    systemClock.schedule(delayMs, () => fired.push(delayMs)),
  );
  await awake(after(20));
  for (const cancel of cancels) cancel();
  expect(fired).toEqual([]);
});

test('a wait that was cancelled is never over', async () => {
  let fired = false;
  systemClock.schedule(1, () => {
    fired = true;
  })();
  await awake(after(20));
  expect(fired).toBe(false);
});

test('a wait keeps no process alive', () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  const cancel = systemClock.schedule(60_000, () => {});
  expect(timers()).toBe(before);
  cancel();
});
