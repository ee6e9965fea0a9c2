import { expect, test } from 'vitest';
import { checkHistory } from './check-history.ts';
import { formatViolations } from './format-violations.ts';
import { invariants } from './invariants.ts';
import { brokenBy, created, got, jobId, missed, worker } from './written-history.ts';

test('the invariants are numbered from 1 to 14', () => {
  expect(invariants.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
});

test('a violation is told with its invariant, its job, the lines that show it, and the seed', () => {
  const entries = [created({ at: 1, key: 'k' }), worker(2, 1, 'started'), missed({ at: 3 })];
  const history = { seed: 42, entries };

  const text = formatViolations(history, checkHistory(history));

  expect(text.split('\n')).toEqual([
    `Invariant 1 is broken: A job whose create was answered 201 exists until it is deleted. (job ${jobId})`,
    '  It was created and is not there.',
    expect.stringMatching(/^ {4}00:00:01\.000 to 00:00:01\.100 acme key k: POST \/v1\/jobs → 201 \{/),
    expect.stringMatching(/^ {4}00:00:03\.000 to 00:00:03\.100 acme: GET \/v1\/jobs\/job_\w+ → 404 \{/),
    'The seed was 42.',
    '',
  ]);
});

test('an answer that never came says nothing', () => {
  expect(brokenBy(created({ at: 1 }), { ...got({ at: 2 }), status: null, text: '' })).toEqual([]);
});
