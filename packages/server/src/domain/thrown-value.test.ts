import { expect, test } from 'vitest';
import { hostileErrors } from '../test/hostile-errors.ts';
import { isInstance, memberOf, readThrown, textOf } from './thrown-value.ts';

test('an error is told with all that it says', () => {
  const cause = new Error('disk');
  const error = Object.assign(new RangeError('Too far.', { cause }), { code: 'EFAR' });

  expect(readThrown(error)).toEqual({
    isError: true,
    name: 'RangeError',
    message: 'Too far.',
    stack: error.stack,
    code: 'EFAR',
    cause,
  });
});

test.each([
  { thrown: 'text', want: { name: 'string', message: 'text' } },
  { thrown: undefined, want: { name: 'undefined', message: 'undefined' } },
  { thrown: null, want: { name: 'object', message: 'null' } },
  { thrown: 7, want: { name: 'number', message: '7' } },
])('what is no error has its type and its text: $thrown', ({ thrown, want }) => {
  expect(readThrown(thrown)).toEqual({ isError: false, stack: null, code: null, cause: undefined, ...want });
});

test.each(Object.entries(hostileErrors))('%s is told all the same', (_, make) => {
  const thrown = make();

  expect(readThrown(thrown)).toMatchObject({ name: expect.any(String), message: expect.any(String) });
  expect(textOf(thrown)).toEqual(expect.any(String));
  expect(isInstance(thrown, TypeError)).toBe(false);
  memberOf(thrown, 'anything');
});

test('what cannot be read is said so', () => {
  const tell = (name: string) => readThrown(hostileErrors[name]?.());

  expect(tell('an error whose message throws').message).toBe('An error was thrown whose message cannot be read.');
  expect(tell('a proxy that was revoked').message).toBe('A value that has no text was thrown.');
  expect(tell('an error whose name throws')).toMatchObject({ name: 'Error', message: 'm' });
  expect(tell('an error with a stack of another type')).toMatchObject({ name: 'Error', stack: null, code: null });
});
