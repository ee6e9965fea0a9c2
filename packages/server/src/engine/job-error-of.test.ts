import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import { hostileErrors } from '../test/hostile-errors.ts';
import { jobErrorOf, storableError } from './job-error-of.ts';
import { JobFailure } from './job-failure.ts';

describe('what a handler throws is cut and cleaned before it is stored (S36)', () => {
  test.each<{ given: string; thrown: unknown; want: object }>([
    { given: 'an error', thrown: new RangeError('Too far.'), want: { code: 'handler_error', message: 'Too far.' } },
    { given: 'text', thrown: 'just text', want: { message: 'just text' } },
    { given: 'nothing', thrown: undefined, want: { message: 'undefined' } },
    {
      given: 'a value without text',
      thrown: Object.create(null),
      want: { message: expect.stringContaining('no text') },
    },
    { given: 'NUL and a lone surrogate', thrown: new Error('a\0b\ud800c'), want: { message: 'a\ufffdb\ufffdc' } },
    { given: 'text of 1,000 characters', thrown: new Error('😀'.repeat(1000)), want: { message: '😀'.repeat(1000) } },
    { given: 'longer text', thrown: new Error('😀'.repeat(1001)), want: { message: `${'😀'.repeat(999)}…` } },
    { given: 'a long code', thrown: new JobFailure('c'.repeat(65), ''), want: { code: `${'c'.repeat(63)}…` } },
    { given: 'a code of 64', thrown: new JobFailure('c'.repeat(64), ''), want: { code: 'c'.repeat(64) } },
    { given: 'an empty code', thrown: new JobFailure('', 'No code.'), want: { code: 'handler_error' } },
    { given: 'a failure', thrown: new JobFailure('busy', 'Busy.', { retryable: true }), want: { retryable: true } },
    { given: 'an error that calls itself retryable', thrown: { retryable: true }, want: { retryable: false } },
  ])('$given', ({ thrown, want }) => {
    expect(jobErrorOf(thrown)).toMatchObject(want);
  });

  test.each(Object.entries(hostileErrors))('%s', (_, make) => {
    expect(jobErrorOf(make())).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });

  test('a failure keeps what of it can be read', () => {
    const failure = (name: string) => jobErrorOf(hostileErrors[name]?.());
    expect(failure('a failure whose code throws')).toMatchObject({ code: 'handler_error', message: 'm' });
    expect(failure('a failure whose retryable throws')).toMatchObject({ code: 'c', retryable: false });
    expect(failure('a failure whose details throw')).toMatchObject({ code: 'c', message: 'm', details: null });
  });

  test.each<{ given: string; details: unknown; want: unknown }>([
    { given: 'an object', details: { line: 7 }, want: { line: 7 } },
    { given: 'nothing', details: undefined, want: null },
    { given: 'a list', details: [1], want: null },
    { given: 'a number', details: 1, want: null },
    { given: 'what JSON cannot carry', details: { big: 1n }, want: null },
  ])('details that are $given', ({ details, want }) => {
    expect(storableError({ code: 'a', message: 'b', retryable: false, details }).details).toEqual(want);
  });

  test('only the word true makes it retryable, and no stack is kept', () => {
    expect(storableError({ code: 'a', message: 'b', retryable: 'yes', details: null }).retryable).toBe(false);
    expect(JSON.stringify(jobErrorOf(new Error('Broke.')))).not.toContain('.ts');
  });
});

test('a store that could not answer is no fault of the work, which may be tried again', () => {
  const thrown = new StoreUnavailableError(new Error('connect ECONNREFUSED 10.0.0.7:5432'));

  expect(jobErrorOf(thrown)).toEqual({
    code: 'store_unavailable',
    message: 'The job store cannot answer at the moment.',
    retryable: true,
    details: null,
  });
});
