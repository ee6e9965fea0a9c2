import { beforeEach, expect, test } from 'vitest';
import { Availability } from './availability.ts';

let now: number;
let told: string[];
let availability: Availability;

beforeEach(() => {
  now = 1_000_000;
  told = [];
  const listener = {
    away: (reason: unknown) => void told.push(`away: ${reason}`),
    back: (afterMs: number) => void told.push(`back after ${afterMs}`),
  };
  availability = new Availability(listener, { now: () => now });
});

test('a database that was never away is not told of', () => {
  availability.succeeded();
  expect(told).toEqual([]);
});

test('an outage is told of once when it begins, with its first reason, and once when it is over', () => {
  for (const reason of ['refused', 'refused', 'starting up']) {
    availability.failed(reason);
    now += 1000;
  }
  now += 2000;
  availability.succeeded();
  availability.succeeded();
  expect(told).toEqual(['away: refused', 'back after 5000']);

  availability.failed('gone again');
  expect(told).toHaveLength(3);
});

test('a database that takes some and not others is not back before nothing has failed for two seconds', () => {
  availability.failed('full');
  now += 1999;
  availability.succeeded();
  expect(told).toHaveLength(1);
  availability.failed('full');
  now += 1999;
  availability.succeeded();
  expect(told).toHaveLength(1);
  now += 1;
  availability.succeeded();
  expect(told).toEqual(['away: full', 'back after 3999']);
});

test('nothing is told of a database that the process itself has closed', () => {
  availability.stop();
  availability.failed('closed');
  expect(told).toEqual([]);
});
