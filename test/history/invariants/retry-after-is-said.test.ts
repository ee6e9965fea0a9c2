import { expect, test } from 'vitest';
import { brokenBy, call } from '../written-history.ts';

test.each([
  {
    given: 'a 503 that says when to come back',
    entries: [call({ at: 1, status: 503, headers: { 'retry-after': '1' } })],
    want: [],
  },
  {
    given: 'a 503 that does not',
    entries: [call({ at: 1, status: 503 })],
    want: [14],
  },
  {
    given: 'a 429 that does not',
    entries: [call({ at: 1, status: 429 })],
    want: [14],
  },
  {
    given: 'a 429 that says something else than seconds',
    entries: [call({ at: 1, status: 429, headers: { 'retry-after': 'soon' } })],
    want: [14],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
