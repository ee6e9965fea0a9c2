import { getEventListeners } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { untilStored } from './until-stored.ts';

const now = 1_000_000;
const unavailable = new StoreUnavailableError(new Error('away'));

let clock: TestClock;
let controller: AbortController;
/** When the store was asked, from the beginning. */
let askedAt: number[];

beforeEach(() => {
  clock = new TestClock(now);
  controller = new AbortController();
  askedAt = [];
});

/** Asks a store that cannot answer the first `failures` times; resolves with how it came out. */
async function ask(failures: number, goesOn = () => true): Promise<unknown> {
  const { signal } = controller;
  try {
    return await untilStored({ clock, goesOn, signal }, async () => {
      askedAt.push(clock.now() - now);
      if (askedAt.length <= failures) throw unavailable;
      return 'stored';
    });
  } catch (error) {
    return error;
  }
}

test('a store that cannot answer is asked again after pauses that double up to a second, until it can', async () => {
  const asking = ask(7);
  await turns(1);
  await clock.advance(5000);

  expect(await asking).toBe('stored');
  expect(askedAt).toEqual([0, 50, 150, 350, 750, 1550, 2550, 3550]);
});

test('it is asked no more when it is not to go on, and its error is what comes of it', async () => {
  const asking = ask(7, () => askedAt.length < 3);
  await turns(1);
  await clock.advance(5000);

  expect(await asking).toBe(unavailable);
  expect(askedAt).toEqual([0, 50, 150]);
});

test('when nobody waits any more the pause ends at once, and the store is not asked again', async () => {
  const asking = ask(7);
  await turns(1);
  await clock.advance(60);

  controller.abort();
  // No time passes, since the clock stands still.
  await turns(1);

  expect(clock.pending).toBe(0);
  expect(await Promise.race([asking, turns(1)])).toBe(unavailable);
  expect(askedAt).toEqual([0, 50]);
});

test('a pause leaves nothing behind: no timer, and nobody who listens for the abort', async () => {
  const { signal } = controller;
  const asking = ask(1);
  await turns(1);
  expect([clock.pending, getEventListeners(signal, 'abort').length]).toEqual([1, 1]);

  await clock.advance(50);

  expect(await asking).toBe('stored');
  expect([clock.pending, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
});
