import { expect, test } from 'vitest';
import { brokenBy, created, deleted, got, missed } from '../written-history.ts';

test.each([
  {
    given: 'a job that is read after it was created',
    entries: [created({ at: 1 }), got({ at: 2 })],
    want: [],
  },
  {
    given: 'a job that is not there before its create is answered',
    entries: [missed({ at: 1 }), created({ at: 1 })],
    want: [],
  },
  {
    given: 'a job that is gone after it was deleted',
    entries: [created({ at: 1 }), deleted({ at: 2 }), missed({ at: 3 })],
    want: [],
  },
  {
    given: 'a job that is gone after a delete that was not answered',
    entries: [created({ at: 1 }), deleted({ at: 2, status: null }), missed({ at: 3 })],
    want: [],
  },
  {
    given: 'a job that another organization does not see',
    entries: [created({ at: 1 }), missed({ at: 2, by: 'globex' })],
    want: [],
  },
  {
    given: 'a job that is gone',
    entries: [created({ at: 1 }), got({ at: 2 }), missed({ at: 3 })],
    want: [1],
  },
  {
    given: 'a job that is gone though another organization alone has tried to delete it',
    entries: [created({ at: 1 }), { ...deleted({ at: 2, by: 'globex' }), status: 404 }, missed({ at: 3 })],
    want: [1],
  },
  {
    given: 'a job that is gone before it is deleted',
    entries: [created({ at: 1 }), missed({ at: 2 }), deleted({ at: 3 })],
    want: [1],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
