import { expect, test } from 'vitest';
import { hostileErrors } from '../test/hostile-errors.ts';
import { errorFields, framesOf } from './error-fields.ts';

test.each(Object.entries(hostileErrors))('a line of the log stays one about %s', (_, make) => {
  const line = JSON.stringify({ error: errorFields(make()), frames: framesOf(make()) });

  expect(line.length).toBeLessThan(300_000);
});

test('the fields are those of the error and of its cause', () => {
  const error = Object.assign(new TypeError('No.', { cause: new RangeError('Far.') }), {
    code: 'ENO',
    job: { id: 'x' },
  });

  expect(errorFields(error)).toEqual({
    name: 'TypeError',
    message: 'No.',
    code: 'ENO',
    stack: error.stack,
    cause: { name: 'RangeError', message: 'Far.', stack: (error.cause as Error).stack },
  });
});

test('frames stand without the message, of whatever length it is', () => {
  const message = 'secret\n'.repeat(5000);
  const frames = framesOf(new Error(message));

  expect(frames[0]).toMatch(/^at /);
  expect(frames.join()).not.toContain('secret');
});
