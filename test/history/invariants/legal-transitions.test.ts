import { expect, test } from 'vitest';
import { brokenBy, events, got } from '../written-history.ts';

const begun: [null | 'queued', 'queued' | 'running'][] = [
  [null, 'queued'],
  ['queued', 'running'],
];

test.each([
  {
    given: 'a log from created to completed',
    entries: [got({ at: 1 }), events({ at: 1, moves: [...begun, ['running', 'completed']] })],
    want: [],
  },
  {
    given: 'a log with a requeue',
    entries: [got({ at: 1 }), events({ at: 1, moves: [...begun, ['running', 'queued'], ['queued', 'running']] })],
    want: [],
  },
  {
    given: 'sightings on a legal way, though not of every step',
    entries: [got({ at: 1 }), got({ at: 2, status: 'cancelled', version: 4 })],
    want: [],
  },
  {
    given: 'an answer that arrives after a newer one',
    entries: [got({ at: 1, status: 'running', version: 2 }), got({ at: 2, version: 1 })],
    want: [],
  },
  {
    given: 'a log with a move that there is none of',
    entries: [
      got({ at: 1 }),
      events({
        at: 1,
        moves: [
          [null, 'queued'],
          ['queued', 'completed'],
        ],
      }),
    ],
    want: [3],
  },
  {
    given: 'a log with a gap',
    entries: [got({ at: 1 }), events({ at: 1, moves: [...begun, ['cancelling', 'cancelled']] })],
    want: [3],
  },
  {
    given: 'a log without its beginning',
    entries: [got({ at: 1 }), events({ at: 1, moves: [['queued', 'running']] })],
    want: [3],
  },
  {
    given: 'a job that is running after it was cancelling',
    entries: [got({ at: 1, status: 'cancelling', version: 3 }), got({ at: 2, status: 'running', version: 4 })],
    want: [3],
  },
  {
    given: 'two statuses in one version',
    entries: [got({ at: 1, status: 'queued' }), got({ at: 2, status: 'running' })],
    want: [3],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
