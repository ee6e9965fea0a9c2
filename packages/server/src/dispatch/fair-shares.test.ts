import { expect, test } from 'vitest';
import { fairShares } from './fair-shares.ts';

test.each<{ turn: string[]; held: Record<string, number>; free: number; want: Record<string, number> }>([
  { turn: [], held: { acme: 2 }, free: 3, want: {} },
  { turn: ['acme'], held: {}, free: 3, want: { acme: 3 } },
  { turn: ['acme', 'globex'], held: {}, free: 3, want: { acme: 2, globex: 1 } },
  { turn: ['globex', 'acme'], held: {}, free: 3, want: { globex: 2, acme: 1 } },
  { turn: ['acme', 'globex'], held: { acme: 7 }, free: 1, want: { globex: 1 } },
  { turn: ['acme', 'globex'], held: { acme: 2 }, free: 4, want: { acme: 1, globex: 3 } },
  {
    turn: ['acme', 'globex', 'initech'],
    held: { acme: 1, globex: 1, initech: 1 },
    free: 2,
    want: { acme: 1, globex: 1 },
  },
  { turn: ['acme'], held: { acme: 4, globex: 1 }, free: 0, want: {} },
])('of $free free slots, in the turn $turn and with $held held, the shares are $want', (given) => {
  const shares = fairShares(given.turn, new Map(Object.entries(given.held)), given.free);

  expect(Object.fromEntries(shares)).toEqual(given.want);
});
