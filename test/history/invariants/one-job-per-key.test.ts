import { expect, test } from 'vitest';
import { brokenBy, created, job } from '../written-history.ts';

const other = job({ id: 'job_00000000000000000000000002' });
const foreign = job({ id: 'job_00000000000000000000000003', organization_id: 'globex' });

test.each([
  {
    given: 'a replay of the first answer',
    entries: [created({ at: 1, key: 'k' }), created({ at: 2, key: 'k', replayed: true })],
    want: [],
  },
  {
    given: 'a replay of an answer that was lost',
    entries: [created({ at: 2, key: 'k', replayed: true }), created({ at: 3, key: 'k', replayed: true })],
    want: [],
  },
  {
    given: 'one key of two organizations',
    entries: [created({ at: 1, key: 'k' }), created({ at: 2, by: 'globex', key: 'k', body: foreign })],
    want: [],
  },
  {
    given: 'two creates without a key',
    entries: [created({ at: 1 }), created({ at: 2, body: other })],
    want: [],
  },
  {
    given: 'a second job for one key',
    entries: [created({ at: 1, key: 'k' }), created({ at: 2, key: 'k', body: other })],
    want: [2],
  },
  {
    given: 'two answers that both say they made it',
    entries: [created({ at: 1, key: 'k' }), created({ at: 2, key: 'k' })],
    want: [2],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
