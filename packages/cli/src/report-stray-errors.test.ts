import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { reportStrayErrors } from './report-stray-errors.ts';

test.each(['unhandledRejection', 'uncaughtException'] as const)(
  'an error by way of %s is told and survived',
  (event) => {
    const source = new EventEmitter();
    const told: unknown[] = [];
    reportStrayErrors(source, (error) => told.push(error));
    const left = new Error('left behind');
    source.emit(event, left);
    source.emit(event, 'no error at all');
    expect(told).toEqual([left, 'no error at all']);
  },
);

test('a report that throws ends nothing', () => {
  const source = new EventEmitter();
  const told: unknown[] = [];
  const broken = new Error('cannot be told');
  reportStrayErrors(source, (error) => {
    told.push(error);
    throw broken;
  });
  source.emit('uncaughtException', 'first');
  expect(told).toEqual(['first', broken]);
});
