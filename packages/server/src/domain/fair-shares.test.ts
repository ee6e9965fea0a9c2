import { expect, test } from 'vitest';
import { fairShares } from './fair-shares.ts';

test.each<{ turn: string[]; held: Record<string, number>; free: number; want: string[] }>([
  { turn: [], held: { acme: 2 }, free: 3, want: [] },
  { turn: ['acme'], held: {}, free: 3, want: ['acme', 'acme', 'acme'] },
  { turn: ['acme', 'globex'], held: {}, free: 3, want: ['acme', 'globex', 'acme'] },
  { turn: ['globex', 'acme'], held: {}, free: 3, want: ['globex', 'acme', 'globex'] },
  { turn: ['acme', 'globex'], held: { acme: 7 }, free: 1, want: ['globex'] },
  { turn: ['acme', 'globex'], held: { acme: 2 }, free: 4, want: ['globex', 'globex', 'acme', 'globex'] },
  {
    turn: ['acme', 'globex', 'initech'],
    held: { acme: 1, initech: 1 },
    free: 3,
    want: ['globex', 'initech', 'acme'],
  },
  { turn: ['acme'], held: { acme: 4, globex: 1 }, free: 0, want: [] },
])('of $free free slots, in the turn $turn and with $held held, the shares are $want', (given) => {
  expect(fairShares(given.turn, new Map(Object.entries(given.held)), given.free)).toEqual(given.want);
});

test('slots that become free one by one go to the same organizations as slots that are free together', () => {
  const turn = ['acme', 'globex', 'initech'];
  const together = fairShares(turn, new Map([['globex', 1]]), 6);

  const held = new Map([['globex', 1]]);
  const oneByOne: string[] = [];
  for (let rest = turn; oneByOne.length < 6; ) {
    const [organizationId = ''] = fairShares(rest, held, 1);
    oneByOne.push(organizationId);
    held.set(organizationId, (held.get(organizationId) ?? 0) + 1);
    const place = turn.indexOf(organizationId);
    rest = [...turn.slice(place + 1), ...turn.slice(0, place + 1)];
  }

  expect(oneByOne).toEqual(together);
});
