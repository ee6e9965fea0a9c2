import { expect, test } from 'vitest';
import { brokenBy, got, results } from '../written-history.ts';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c', status: 'failed' as const }];

test.each([
  {
    given: 'counts that are those of the results',
    entries: [
      got({ at: 1, status: 'completed', progress: { total: 3, completed: 2, failed: 1 } }),
      results({ at: 2, rows, sealed: true }),
    ],
    want: [],
  },
  {
    given: 'counts of a job that still runs',
    entries: [
      got({ at: 1, status: 'running', progress: { total: 3, completed: 0, failed: 0 } }),
      results({ at: 2, rows }),
    ],
    want: [],
  },
  {
    given: 'counts of more than there is',
    entries: [
      got({ at: 1, status: 'completed', progress: { total: 4, completed: 3, failed: 1 } }),
      results({ at: 2, rows, sealed: true }),
    ],
    want: [11],
  },
  {
    given: 'a failed item that counts as completed',
    entries: [
      got({ at: 1, status: 'completed', progress: { total: 3, completed: 3, failed: 0 } }),
      results({ at: 2, rows, sealed: true }),
    ],
    want: [11],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
