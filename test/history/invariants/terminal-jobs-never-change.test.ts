import { expect, test } from 'vitest';
import { brokenBy, got } from '../written-history.ts';

const forced = {
  status: 'cancelled',
  cancellation: {
    requested_at: '2026-01-01T00:00:00Z',
    reason: null,
    deadline_at: null,
    stopped_at: null,
    forced: true,
  },
} as const;

test.each([
  {
    given: 'a job that stays as it ended',
    entries: [got({ at: 1, status: 'failed', version: 3 }), got({ at: 2, status: 'failed', version: 3 })],
    want: [],
  },
  {
    given: 'a forced cancel whose worker stops later',
    entries: [
      got({ at: 1, ...forced, version: 4 }),
      got({
        at: 2,
        ...forced,
        version: 5,
        cancellation: { ...forced.cancellation, stopped_at: '2026-01-01T00:00:01Z' },
      }),
    ],
    want: [],
  },
  {
    given: 'a job whose name changes',
    entries: [got({ at: 1, status: 'failed', version: 3 }), got({ at: 2, status: 'failed', version: 3, name: 'new' })],
    want: [4],
  },
  {
    given: 'a job whose version goes on',
    entries: [got({ at: 1, status: 'failed', version: 3 }), got({ at: 2, status: 'failed', version: 4 })],
    want: [4],
  },
  {
    given: 'a forced cancel that changes otherwise',
    entries: [got({ at: 1, ...forced, version: 4 }), got({ at: 2, ...forced, version: 5, name: 'new' })],
    want: [4],
  },
  {
    given: 'a job that is open afterwards, in a version of before',
    entries: [got({ at: 1, status: 'completed', version: 3 }), got({ at: 2, status: 'running', version: 2 })],
    want: [4],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
