import { expect, test } from 'vitest';
import type { LogFields, Logger } from '../domain/logger.ts';
import { jobErrorOf } from '../engine/job-error-of.ts';
import { JobFailure } from '../engine/job-failure.ts';
import { hostileErrors } from '../test/hostile-errors.ts';
import { memoryStore } from '../test/memory-store.ts';
import { newJob } from '../test/new-job.ts';
import { logFailedAttempt } from './attempt-log.ts';

test.each([
  {
    thrown: new JobFailure('busy', 'Later.', { retryable: true, details: { queue: 7 } }),
    level: 'info',
    want: { error_code: 'busy', retryable: true },
  },
  {
    thrown: new JobFailure('busy', 'Later.', { retryable: true, details: { queue: 7n } }),
    level: 'warn',
    want: {
      error_code: 'busy',
      retryable: true,
      details_fault: expect.stringMatching(/^details\.queue is a BigInt, which JSON cannot hold/),
    },
  },
  { thrown: new TypeError('no'), level: 'warn', want: { error_code: 'handler_error', thrown: 'TypeError' } },
])('a failure by $thrown.name is logged at $level', async ({ thrown, level, want }) => {
  const lines: [level: string, fields: LogFields][] = [];
  const write = (of: string) => (fields: LogFields) => lines.push([of, fields]);
  const logger: Logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const job = await (await memoryStore()).create(newJob());

  logFailedAttempt(logger, job, { kind: 'failed', error: jobErrorOf(thrown), thrown }, null);

  expect(lines).toEqual([[level, expect.objectContaining({ ...want, job_id: job.id })]]);
  expect('details_fault' in (lines[0]?.[1] ?? {})).toBe('details_fault' in want);
});

test('one that throws when it is looked at is told of as well', async () => {
  const lines: LogFields[] = [];
  const write = (fields: LogFields) => lines.push(fields);
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const job = await (await memoryStore()).create(newJob());

  for (const make of Object.values(hostileErrors)) {
    const thrown = make();
    logFailedAttempt(logger, job, { kind: 'failed', error: jobErrorOf(thrown), thrown }, null);
  }

  expect(lines).toHaveLength(Object.keys(hostileErrors).length);
});
