import { expect, test } from 'vitest';
import { brokenBy, got, paused, worker } from '../written-history.ts';

test.each([
  {
    given: 'two attempts one after the other',
    entries: [
      got({ at: 1 }),
      worker(1, 1, 'started'),
      worker(2, 1, 'emitted', 'a'),
      worker(3, 2, 'started'),
      worker(4, 2, 'emitted', 'b'),
    ],
    want: [],
  },
  {
    given: 'an old attempt that notices late that it is over',
    entries: [got({ at: 1 }), worker(1, 1, 'started'), worker(2, 2, 'started'), worker(3, 1, 'ended')],
    want: [],
  },
  {
    given: 'an attempt that begins twice',
    entries: [got({ at: 1 }), worker(1, 1, 'started'), worker(2, 1, 'started')],
    want: [7],
  },
  {
    given: 'an older attempt that begins later',
    entries: [got({ at: 1 }), worker(1, 2, 'started'), worker(2, 1, 'started')],
    want: [7],
  },
  {
    given: 'an old attempt that still writes',
    entries: [got({ at: 1 }), worker(1, 1, 'started'), worker(2, 2, 'started'), worker(3, 1, 'emitted', 'a')],
    want: [7],
  },
  {
    given: 'an old attempt of a process that stood still, which writes down late what it did',
    entries: [
      got({ at: 1 }),
      worker(1, 1, 'started'),
      worker(2, 2, 'started'),
      paused(1, 3),
      worker(4, 1, 'emitted', 'a'),
    ],
    want: [],
  },
  {
    given: 'an old attempt that writes long after its process stood still',
    entries: [
      got({ at: 1 }),
      worker(1, 1, 'started'),
      worker(2, 2, 'started'),
      paused(1, 3),
      worker(9, 1, 'emitted', 'a'),
    ],
    want: [7],
  },
  {
    given: 'an attempt that goes back on the row',
    entries: [got({ at: 1, version: 3, attempt: 2 }), got({ at: 2, version: 4, attempt: 1 })],
    want: [7],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
