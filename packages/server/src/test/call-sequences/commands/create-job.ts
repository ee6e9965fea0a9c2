import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, keyOf, organizationOf } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { retentionMs } from '../model.ts';
import { answerOf } from '../model-job.ts';
import { steps } from '../step.ts';

const keys = fc.option(fc.constantFrom('key-1', 'key-2'), { nil: null, freq: 3 });

const bodies = fc.record(
  {
    input: fc.constantFrom({}, { note: 'kept' }),
    name: fc.constantFrom('one', 'another'),
    metadata: fc.constantFrom({}, { colour: 'red' }, { colour: 'red', size: 'L' }),
    priority: fc.constantFrom(0, 5, 9),
    max_attempts: fc.integer({ min: 1, max: 3 }),
    timeout_seconds: fc.integer({ min: 1, max: 12 }),
  },
  { requiredKeys: ['input'] },
);

/** Seconds from now on; null for a job that is not scheduled. */
const schedules = fc.option(fc.integer({ min: -2, max: 6 }), { nil: null, freq: 2 });

/** Stores a job, or repeats a create with an idempotency key. */
export const createJob = steps(
  'create',
  fc.record({ by: callers, body: bodies, schedule: schedules, key: keys }),
  async ({ by, body: given, schedule, key }, model, system, say) => {
    const scheduledFor = schedule === null ? null : model.now + schedule * 1000;
    const scheduled = scheduledFor === null ? {} : { scheduled_for: new Date(scheduledFor).toISOString() };
    const body = { type: 'puppet', ...given, ...scheduled };
    const text = JSON.stringify(body);
    say(`${by} creates ${text}${key === null ? '' : ` with ${key}`}`);
    const headers: Record<string, string> = key === null ? {} : { 'Idempotency-Key': key };

    const answer = await system.send('POST', '/v1/jobs', { key: keyOf(by), json: body, headers });

    if (by === 'reader') return expectProblem(answer, 403, 'forbidden');
    const organization = organizationOf[by];
    const first = model.answersByKey.get(`${organization}/${key}`);
    if (first !== undefined && first.body !== text) return expectProblem(answer, 409, 'idempotency_key_reused');
    if (first !== undefined) {
      expect([answer.status, answer.text]).toEqual([201, first.text]);
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
      return;
    }
    expect(answer.status, answer.text).toBe(201);
    const job = model.create({
      id: answer.body.id,
      organization,
      input: given.input,
      name: given.name ?? null,
      metadata: given.metadata ?? {},
      priority: given.priority ?? 5,
      maxAttempts: given.max_attempts ?? 3,
      scheduledFor,
      deadlineAt: given.timeout_seconds === undefined ? null : model.now + given.timeout_seconds * 1000,
    });
    expect(answer.body).toEqual(answerOf(job, retentionMs));
    expect(answer.headers.get('location')).toBe(`/v1/jobs/${job.id}`);
    if (key !== null) model.answersByKey.set(`${organization}/${key}`, { body: text, text: answer.text });
    model.claimDue();
  },
);
