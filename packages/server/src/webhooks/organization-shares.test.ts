import { expect, test } from 'vitest';
import { organizationShares } from './organization-shares.ts';

test.each<{ what: string; underWay?: Record<string, number>; turn: string[]; free: number; want: object }>([
  { what: 'one alone has half of the places', turn: ['a'], free: 128, want: { a: 64 } },
  { what: 'one that has half of them gets no more', turn: ['a'], underWay: { a: 64 }, free: 64, want: {} },
  { what: 'a second one has half of the rest', turn: ['a', 'b'], underWay: { a: 64 }, free: 64, want: { b: 32 } },
  { what: 'two that come together have the same', turn: ['a', 'b'], free: 12, want: { a: 4, b: 4 } },
  { what: 'the last place is for somebody new', turn: ['a', 'b'], underWay: { a: 1 }, free: 1, want: { b: 1 } },
  {
    what: 'of more than there are places, the first in turn get one',
    turn: ['c', 'a', 'b'],
    free: 2,
    want: { c: 1, a: 1 },
  },
  { what: 'nobody gets what is not free', turn: ['a'], free: 0, want: {} },
])('$what', ({ turn, underWay = {}, free, want }) => {
  expect(Object.fromEntries(organizationShares(turn, new Map(Object.entries(underWay)), free))).toEqual(want);
});
