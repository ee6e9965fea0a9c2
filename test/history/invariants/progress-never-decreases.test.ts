import { expect, test } from 'vitest';
import { brokenBy, got } from '../written-history.ts';

test.each([
  {
    given: 'progress',
    entries: [
      got({ at: 1, version: 2, progress: { total: null, completed: 0, failed: 0 } }),
      got({ at: 2, version: 3, progress: { total: 2, completed: 1, failed: 1 } }),
    ],
    want: [],
  },
  {
    given: 'an answer that arrives after a newer one',
    entries: [
      got({ at: 1, version: 3, progress: { total: 2, completed: 1, failed: 0 } }),
      got({ at: 2, version: 2, progress: { total: 2, completed: 0, failed: 0 } }),
    ],
    want: [],
  },
  {
    given: 'progress that goes back',
    entries: [
      got({ at: 1, version: 2, progress: { total: 2, completed: 1, failed: 0 } }),
      got({ at: 2, version: 3, progress: { total: 2, completed: 0, failed: 1 } }),
    ],
    want: [12],
  },
  {
    given: 'more than the total',
    entries: [got({ at: 1, version: 2, progress: { total: 2, completed: 2, failed: 1 } })],
    want: [12],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
