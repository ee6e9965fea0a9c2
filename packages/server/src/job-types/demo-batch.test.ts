import { describe, expect, test } from 'vitest';
import type { EmittedResult, JobRun, Progress } from '../engine/job-definition.ts';
import { JobFailure } from '../engine/job-failure.ts';
import { JobStopped } from '../engine/job-stopped.ts';
import { JobTypes } from '../engine/job-types.ts';
import { type DemoBatchInput, demoBatch } from './demo-batch.ts';

/** A run that writes down what the handler does. */
function observedRun(input: DemoBatchInput, emittedBefore: readonly string[] = []) {
  const controller = new AbortController();
  const emitted: EmittedResult[] = [];
  const reports: Progress[] = [];
  let checkpoints = 0;
  const run: JobRun<DemoBatchInput> = {
    jobId: 'job_1',
    input,
    attempt: 1,
    emitted: new Set(emittedBefore),
    signal: controller.signal,
    async checkpoint() {
      checkpoints += 1;
      controller.signal.throwIfAborted();
    },
    async progress(report) {
      reports.push(report);
    },
    async emit(...results) {
      emitted.push(...results);
    },
    log: console,
  };
  return { run, emitted, reports, controller, checkpoints: () => checkpoints };
}

test('one result per item comes in their order, after the total was announced', async () => {
  const { run, emitted, reports, checkpoints } = observedRun({ items: 3, item_ms: 0 });

  await demoBatch.run(run);

  expect(emitted).toEqual([
    { id: 'item-0', output: { item: 0 } },
    { id: 'item-1', output: { item: 1 } },
    { id: 'item-2', output: { item: 2 } },
  ]);
  expect(reports[0]).toEqual({ total: 3 });
  expect(checkpoints()).toBe(3);
});

test('a batch of nothing completes', async () => {
  const { run, emitted } = observedRun({ items: 0, item_ms: 1000 });

  await demoBatch.run(run);

  expect(emitted).toEqual([]);
});

test('a new attempt leaves out what was emitted before', async () => {
  const { run, emitted } = observedRun({ items: 4, item_ms: 0 }, ['item-0', 'item-2']);

  await demoBatch.run(run);

  expect(emitted.map(({ id }) => id)).toEqual(['item-1', 'item-3']);
});

test('it fails for good at the item that it was told to, with the results before kept', async () => {
  const { run, emitted } = observedRun({ items: 5, item_ms: 0, fail_at: 2 });

  const thrown = await demoBatch.run(run).catch((error: unknown) => error);

  expect(thrown).toBeInstanceOf(JobFailure);
  expect(thrown).toMatchObject({ code: 'item_failed', retryable: false });
  expect(emitted).toHaveLength(2);
});

test('a stop ends it within a long item', async () => {
  const { run, emitted, controller } = observedRun({ items: 2, item_ms: 3_600_000 });
  const ended = demoBatch.run(run).catch((error: unknown) => error);

  controller.abort(new JobStopped('cancelled'));

  expect(await ended).toBeInstanceOf(Error);
  expect(emitted).toEqual([]);
});

test('one that ignores a cancel goes on until its results are refused', async () => {
  const { run, emitted, controller, checkpoints } = observedRun({ items: 3, item_ms: 0, ignore_cancel: true });
  controller.abort(new JobStopped('cancelled'));

  await demoBatch.run(run);
  expect([emitted.length, checkpoints()]).toEqual([3, 0]);

  const refused = {
    ...run,
    emit: async () => {
      throw new JobStopped('cancelled');
    },
  };
  await expect(demoBatch.run(refused)).rejects.toBeInstanceOf(JobStopped);
});

describe('its input', () => {
  const types = new JobTypes([demoBatch]);

  test.each<{ given: unknown; pointers: readonly string[] }>([
    { given: { items: 1, item_ms: 0 }, pointers: [] },
    { given: { items: 0, item_ms: 3_600_000, fail_at: 0, ignore_cancel: false }, pointers: [] },
    { given: {}, pointers: ['/input/items', '/input/item_ms'] },
    { given: { items: 1 }, pointers: ['/input/item_ms'] },
    { given: { items: -1, item_ms: 0 }, pointers: ['/input/items'] },
    { given: { items: 100_001, item_ms: 0 }, pointers: ['/input/items'] },
    { given: { items: 1.5, item_ms: 0 }, pointers: ['/input/items'] },
    { given: { items: '1', item_ms: 0 }, pointers: ['/input/items'] },
    { given: { items: 1, item_ms: 3_600_001 }, pointers: ['/input/item_ms'] },
    { given: { items: 1, item_ms: 0, fail_at: -1 }, pointers: ['/input/fail_at'] },
    { given: { items: 1, item_ms: 0, ignore_cancel: 'yes' }, pointers: ['/input/ignore_cancel'] },
    { given: { items: 1, item_ms: 0, colour: 'red' }, pointers: ['/input/colour'] },
  ])('$given is refused at $pointers', ({ given, pointers }) => {
    const check = () => types.check('demo.batch', given);

    const faults = pointers.map((pointer) => expect.objectContaining({ pointer }));
    if (faults.length === 0) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ faults }));
  });
});
