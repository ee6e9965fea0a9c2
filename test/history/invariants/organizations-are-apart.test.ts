import { expect, test } from 'vitest';
import { brokenBy, call, created, jobId, missed } from '../written-history.ts';

test.each([
  {
    given: 'a foreign job that is not there',
    entries: [created({ at: 1 }), missed({ at: 2, by: 'globex' })],
    want: [],
  },
  {
    given: 'an answer that repeats the id which was asked for',
    entries: [created({ at: 1 }), call({ at: 2, by: 'globex', status: 404, body: { instance: jobId } })],
    want: [],
  },
  {
    given: 'a foreign id among the job ids of a bulk cancel',
    entries: [
      created({ at: 1 }),
      call({
        at: 2,
        by: 'globex',
        method: 'POST',
        path: '/v1/jobs/cancel',
        sent: jobId,
        body: { outcomes: [{ job_id: jobId, outcome: 'not_found' }] },
      }),
    ],
    want: [],
  },
  {
    given: 'a list with a foreign job',
    entries: [
      created({ at: 1 }),
      call({ at: 2, by: 'globex', path: '/v1/jobs', body: { object: 'page', data: [jobId] } }),
    ],
    want: [9],
  },
  {
    given: 'a cancel of a foreign job that is refused otherwise',
    entries: [
      created({ at: 1 }),
      call({ at: 2, by: 'globex', method: 'POST', path: `/v1/jobs/${jobId}/cancel`, status: 409 }),
    ],
    want: [9],
  },
  {
    given: 'results of a foreign job',
    entries: [
      created({ at: 1 }),
      call({ at: 2, by: 'globex', path: `/v1/jobs/${jobId}/results`, body: { data: [], next_cursor: null } }),
    ],
    want: [9],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
