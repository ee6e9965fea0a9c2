import { expect, test } from 'vitest';
import { brokenBy, call, cancelled, got, jobId } from '../written-history.ts';

const bulk = (outcome: string) =>
  call({ at: 1, method: 'POST', path: '/v1/jobs/cancel', body: { outcomes: [{ job_id: jobId, outcome }] } });

test.each([
  {
    given: 'a cancel that ends the job',
    entries: [cancelled({ at: 1, version: 2 }), got({ at: 2, status: 'cancelled', version: 2 })],
    want: [],
  },
  {
    given: 'a cancel that takes a while',
    entries: [cancelled({ at: 1, status: 'cancelling', version: 3 }), got({ at: 2, status: 'cancelling', version: 3 })],
    want: [],
  },
  {
    given: 'a cancel that is refused at first',
    entries: [call({ at: 1, method: 'POST', path: `/v1/jobs/${jobId}/cancel`, status: 409 }), cancelled({ at: 2 })],
    want: [],
  },
  {
    given: 'a cancel whose job completes',
    entries: [cancelled({ at: 1, status: 'cancelling', version: 3 }), got({ at: 2, status: 'completed', version: 4 })],
    want: [3, 5],
  },
  {
    given: 'a cancel whose job is queued again',
    entries: [cancelled({ at: 1, version: 3 }), got({ at: 2, status: 'queued', version: 2 })],
    want: [4, 5],
  },
  {
    given: 'a bulk cancel whose job fails',
    entries: [bulk('cancelling'), got({ at: 2, status: 'failed', version: 4 })],
    want: [5],
  },
  {
    given: 'a bulk cancel that came too late',
    entries: [bulk('already_terminal'), got({ at: 2, status: 'failed', version: 4 })],
    want: [],
  },
  {
    given: 'a cancel whose repetition is refused',
    entries: [cancelled({ at: 1 }), call({ at: 2, method: 'POST', path: `/v1/jobs/${jobId}/cancel`, status: 409 })],
    want: [5],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
