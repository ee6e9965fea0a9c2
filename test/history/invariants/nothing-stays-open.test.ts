import { expect, test } from 'vitest';
import { brokenBy, got, mark } from '../written-history.ts';

const thirtySeconds = '1970-01-01T00:00:30Z';
const cancelledAtOnce = {
  requested_at: '1970-01-01T00:00:00Z',
  reason: null,
  deadline_at: thirtySeconds,
  stopped_at: null,
  forced: false,
};

test.each([
  {
    given: 'a job that has ended when all is over',
    entries: [mark(1, 'settled'), got({ at: 2, status: 'completed' })],
    want: [],
  },
  {
    given: 'a job that is open before',
    entries: [got({ at: 1 }), mark(2, 'settled')],
    want: [],
  },
  {
    given: 'a cancel within its grace bound',
    entries: [mark(0, 'listening'), got({ at: 35, status: 'cancelling', cancellation: cancelledAtOnce })],
    want: [],
  },
  {
    given: 'a cancel past its grace bound while the server was down',
    entries: [
      mark(0, 'listening'),
      mark(10, 'down'),
      mark(44, 'listening'),
      got({ at: 45, status: 'cancelling', cancellation: cancelledAtOnce }),
    ],
    want: [],
  },
  {
    given: 'a job that is open when all is over',
    entries: [mark(1, 'settled'), got({ at: 2, status: 'running' })],
    want: [10],
  },
  {
    given: 'a cancel past its grace bound',
    entries: [mark(0, 'listening'), got({ at: 45, status: 'cancelling', cancellation: cancelledAtOnce })],
    want: [10],
  },
  {
    given: 'a job past its deadline',
    entries: [mark(0, 'listening'), got({ at: 45, deadline_at: thirtySeconds })],
    want: [10],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
