import { expect, test } from 'vitest';
import { brokenBy, call } from '../written-history.ts';

test.each([
  {
    given: 'a refusal',
    entries: [call({ at: 1, malformed: true, status: 400 })],
    want: [],
  },
  {
    given: 'no answer',
    entries: [call({ at: 1, malformed: true, status: null })],
    want: [],
  },
  {
    given: 'malformed input that is taken',
    entries: [call({ at: 1, malformed: true, status: 200 })],
    want: [13],
  },
  {
    given: 'malformed input that is too much for the server',
    entries: [call({ at: 1, malformed: true, status: 503, headers: { 'retry-after': '1' } })],
    want: [13],
  },
  {
    given: 'any 500',
    entries: [call({ at: 1, status: 500 })],
    want: [13],
  },
])('a history with $given breaks $want', ({ entries, want }) => {
  expect(brokenBy(...entries)).toEqual(want);
});
