import { expect, test } from 'vitest';
import { ConformanceSetupError, isConformanceSetupError } from './conformance-setup-error.ts';
import { createRequestBudget } from './request-budget.ts';
import { defaultRunLimits } from './run-limits.ts';

const planned = { label: 'GET /', account: 'primary', waits: false, unbounded: false };

test('a run sends no more requests than it may', async () => {
  const budget = createRequestBudget({ ...defaultRunLimits, requests: 2 });
  await budget.admit(planned, async () => 1);
  await budget.admit(planned, async () => 2);
  const error = await budget.admit(planned, async () => 3).catch((thrown: unknown) => thrown);
  expect(isConformanceSetupError(error)).toBe(true);
  expect(String(error)).toContain('limit of 2 requests');
});

test('a run sends nothing when its time is over', async () => {
  const budget = createRequestBudget({ ...defaultRunLimits, seconds: 0 });
  await expect(budget.admit(planned, async () => 1)).rejects.toThrow('limit of 0 s');
});

test('no more requests are in flight than may be, nor more that wait than the server allows', async () => {
  const budget = createRequestBudget({ ...defaultRunLimits, parallel: 3 });
  budget.obey({ requestsPerMinute: null, waiters: 2 });
  for (const [waits, most] of [
    [false, 3],
    [true, 2],
  ] as const) {
    let inFlight = 0;
    let highest = 0;
    const send = async () => {
      inFlight += 1;
      highest = Math.max(highest, inFlight);
      await Promise.resolve();
      inFlight -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => budget.admit({ ...planned, waits }, send)));
    expect(highest).toBe(most);
  }
});

test('a budget that was stopped gives its error to whoever asks, and to those whose turn had not come', async () => {
  const budget = createRequestBudget({ ...defaultRunLimits, parallel: 1 });
  const answer = Promise.withResolvers<number>();
  const sent = Promise.withResolvers<void>();
  const first = budget.admit(planned, () => {
    sent.resolve();
    return answer.promise;
  });
  const second = budget.admit(planned, async () => 2);
  await sent.promise;
  budget.stop(new ConformanceSetupError('enough'));
  answer.resolve(1);
  expect(await first).toBe(1);
  await expect(second).rejects.toThrow('enough');
  await expect(budget.admit(planned, async () => 3)).rejects.toThrow('enough');
  await budget.untilIdle(60_000);
  expect(budget.sent()).toBe(1);
});
