import fc from 'fast-check';
import { callers, keyOf } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { steps } from '../step.ts';

const broken = fc.constantFrom<Record<string, unknown>>(
  { type: 'nobody.does.this' },
  { input: { note: 7 } },
  { input: { other: 'member' } },
  { priority: 10 },
  { max_attempts: 0 },
  { timeout_seconds: 0.5 },
  { scheduled_for: '2028-01-01T00:00:00Z' },
  { scheduled_for: '2026-02-30T00:00:00Z' },
  { status: 'completed' },
  { name: 'NUL \0' },
);

/** Is refused, stores nothing, and uses no idempotency key up. */
export const createInvalidJob = steps(
  'create an invalid job',
  fc.record({ by: callers, wrong: broken, key: fc.constantFrom('key-1', 'key-2') }),
  async ({ by, wrong, key }, _model, system, say) => {
    const json = { type: 'puppet', input: {}, ...wrong };
    say(`${by} creates ${JSON.stringify(json)} with ${key}, which is invalid`);

    const answer = await system.send('POST', '/v1/jobs', { key: keyOf(by), json, headers: { 'Idempotency-Key': key } });

    if (by === 'reader') expectProblem(answer, 403, 'forbidden');
    else expectProblem(answer, 400, 'validation_error');
  },
);
