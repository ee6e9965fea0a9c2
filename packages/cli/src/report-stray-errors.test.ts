import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { reportStrayErrors } from './report-stray-errors.ts';

test.each(['unhandledRejection', 'uncaughtException'] as const)(
  'an error by way of %s is told and survived',
  (event) => {
    const source = new EventEmitter();
    const told: string[] = [];
    reportStrayErrors(source, (text) => told.push(text));
    source.emit(event, new Error('left behind'));
    source.emit(event, 'no error at all');
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('left behind');
    expect(told[1]).toMatch(/the server goes on\. no error at all$/);
  },
);
