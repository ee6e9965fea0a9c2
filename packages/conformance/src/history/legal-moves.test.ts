import type { JobStatus } from '@jobwire/contract';
import { expect, test } from 'vitest';
import { movesBetween } from './legal-moves.ts';

test.each<readonly [JobStatus, JobStatus, number]>([
  ['queued', 'queued', 0],
  ['queued', 'cancelled', 1],
  ['queued', 'completed', 2],
  ['running', 'queued', 1],
  ['cancelling', 'cancelled', 1],
  ['cancelling', 'completed', Number.POSITIVE_INFINITY],
  ['cancelled', 'running', Number.POSITIVE_INFINITY],
])('from %s to %s it takes %i transitions', (from, to, want) => {
  expect(movesBetween(from, to)).toBe(want);
});
