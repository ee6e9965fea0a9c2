import { expect, test } from 'vitest';
import { brokenBy, got, results, worker } from '../written-history.ts';

test.each([
  {
    given: 'results that come one after the other',
    entries: [
      got({ at: 1 }),
      results({ at: 1, rows: [{ id: 'a' }] }),
      results({ at: 2, rows: [{ id: 'a' }, { id: 'b' }], sealed: true }),
    ],
    want: [],
  },
  {
    given: 'an older answer that arrives later',
    entries: [got({ at: 1 }), results({ at: 2, rows: [{ id: 'a' }] }), results({ at: 1.95, rows: [] })],
    want: [],
  },
  {
    given: 'a short page',
    entries: [
      got({ at: 1 }),
      results({ at: 1, rows: [{ id: 'a' }, { id: 'b' }] }),
      results({ at: 2, rows: [{ id: 'a' }], complete: false }),
    ],
    want: [],
  },
  {
    given: 'an emit that is there',
    entries: [got({ at: 1 }), worker(1, 1, 'emitted', 'a'), results({ at: 2, rows: [{ id: 'a' }] })],
    want: [],
  },
  {
    given: 'a gap',
    entries: [got({ at: 1 }), results({ at: 1, rows: [{ id: 'a' }, { id: 'b', index: 2 }] })],
    want: [6],
  },
  {
    given: 'an item that is there twice',
    entries: [got({ at: 1 }), results({ at: 1, rows: [{ id: 'a' }, { id: 'a' }] })],
    want: [6],
  },
  {
    given: 'a result that changes',
    entries: [got({ at: 1 }), results({ at: 1, rows: [{ id: 'a' }] }), results({ at: 2, rows: [{ id: 'b' }] })],
    want: [6],
  },
  {
    given: 'results that become fewer',
    entries: [got({ at: 1 }), results({ at: 1, rows: [{ id: 'a' }] }), results({ at: 2, rows: [] })],
    want: [6],
  },
  {
    given: 'a result behind the seal',
    entries: [got({ at: 1 }), results({ at: 1, rows: [], sealed: true }), results({ at: 2, rows: [{ id: 'a' }] })],
    want: [6],
  },
  {
    given: 'an emit that was lost',
    entries: [got({ at: 1 }), worker(1, 1, 'emitted', 'a'), results({ at: 2, rows: [] })],
    want: [6],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
