import { expect, test } from 'vitest';
import { brokenBy, events, got } from '../written-history.ts';

const begun: [null | 'queued', 'queued' | 'running'][] = [
  [null, 'queued'],
  ['queued', 'running'],
];

test.each([
  {
    given: 'a log that ends with the end',
    entries: [got({ at: 1, status: 'completed' }), events({ at: 2, moves: [...begun, ['running', 'completed']] })],
    want: [],
  },
  {
    given: 'a log that was read before the end',
    entries: [
      events({ at: 1, moves: begun }),
      events({ at: 2, moves: [...begun, ['running', 'completed']] }),
      got({ at: 3, status: 'completed' }),
    ],
    want: [],
  },
  {
    given: 'a job that ended without an event',
    entries: [got({ at: 1, status: 'completed' }), events({ at: 2, moves: begun })],
    want: [8],
  },
  {
    given: 'a job that ended as its log does not say',
    entries: [got({ at: 1, status: 'completed' }), events({ at: 2, moves: [...begun, ['running', 'failed']] })],
    want: [8],
  },
  {
    given: 'two ends',
    entries: [got({ at: 1 }), events({ at: 2, moves: [...begun, ['running', 'completed'], ['running', 'failed']] })],
    want: [3, 8],
  },
  {
    given: 'a log that was rewritten',
    entries: [got({ at: 1 }), events({ at: 2, moves: begun }), events({ at: 3, moves: begun, reasons: ['other'] })],
    want: [8],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
