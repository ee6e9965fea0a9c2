import { describe, expect, test } from 'vitest';
import { liveMock } from '../test/live-mock.ts';

const slow = { items: 100, item_ms: 1000 };

describe('a hold', () => {
  const longMs = 5 * 60 * 1000;

  test('keeps a job in the queue until it is released', async () => {
    const { mock, create, job, tell } = await liveMock();
    const { id: hold } = (await tell('POST', '/holds', { status: 'queued', job_type: 'a' })).body;
    const [held, free] = [await create('a'), await create('b')];
    await mock.control.advance(longMs);
    expect([(await job(held.id)).status, (await job(free.id)).status]).toEqual(['queued', 'completed']);
    expect((await tell('DELETE', `/holds/${hold}`)).status).toBe(204);
    expect((await job(held.id)).status).toBe('running');
    expect((await tell('DELETE', `/holds/${hold}`)).status).toBe(404);
  });

  test('keeps a job in the queue that can be cancelled there', async () => {
    const { mock, create, job, send } = await liveMock();
    await mock.control.hold({ status: 'queued' });
    const { id } = await create('demo.batch', slow);
    await send('POST', `/v1/jobs/${id}/cancel`);
    expect((await job(id)).status).toBe('cancelled');
    mock.control.releaseAll();
    expect((await job(id)).attempt).toBe(0);
  });

  test('keeps a running job from progress, and its cancel gets through', async () => {
    const { mock, create, job, send } = await liveMock();
    const { id } = await create('demo.batch', slow);
    await mock.control.advance(1500);
    await mock.control.hold({ status: 'running', job_id: id });
    await mock.control.advance(longMs);
    expect(await job(id)).toMatchObject({ status: 'running', progress: { completed: 1 } });
    await send('POST', `/v1/jobs/${id}/cancel`);
    expect(await job(id)).toMatchObject({ status: 'cancelled', cancellation: { forced: false } });
  });

  test('keeps a job at running that has nothing more to do', async () => {
    const { mock, create, job, tell } = await liveMock();
    await mock.control.hold({ status: 'running' });
    const { id } = await create('demo.batch', { items: 0, item_ms: 0 });
    await mock.control.advance(longMs);
    expect((await job(id)).status).toBe('running');
    expect((await tell('DELETE', '/holds')).status).toBe(204);
    expect((await job(id)).status).toBe('completed');
  });

  test('keeps a job at cancelling, though not beyond the grace bound', async () => {
    const { mock, create, job, send } = await liveMock({ seed: 1, graceMs: 10_000 });
    await mock.control.hold({ status: 'cancelling' });
    const jobs = [await create('demo.batch', slow), await create('demo.batch', slow)];
    for (const { id } of jobs) await send('POST', `/v1/jobs/${id}/cancel`);
    await mock.control.advance(9000);
    for (const { id } of jobs) expect((await job(id)).status).toBe('cancelling');
    mock.control.release('hold_1');
    expect(await job(jobs[0]?.id ?? '')).toMatchObject({ status: 'cancelled', cancellation: { forced: false } });

    await mock.control.hold({ status: 'cancelling' });
    const { id } = await create('demo.batch', slow);
    await send('POST', `/v1/jobs/${id}/cancel`);
    await mock.control.advance(11_000);
    expect(await job(id)).toMatchObject({ status: 'cancelled', cancellation: { forced: true } });
  });

  test('is refused for a job that is past it, and for one that there is not', async () => {
    const { mock, create, tell } = await liveMock();
    const { id } = await create('demo.batch', { items: 1, item_ms: 1000 });
    await mock.control.advance(1);
    const past = await tell('POST', '/holds', { status: 'queued', job_id: id });
    expect(past).toMatchObject({
      status: 409,
      body: { detail: `The job ${id} is running and cannot be held at queued any more.` },
    });
    await mock.control.advance(2000);
    await expect(mock.control.hold({ status: 'running', job_id: id })).rejects.toThrow(
      /is completed and cannot be held/,
    );
    expect((await tell('POST', '/holds', { status: 'running', job_id: 'job_none' })).status).toBe(404);
    const other = await tell('POST', '/holds', { status: 'running', job_id: id, job_type: 'a' });
    expect(other).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is of type demo.batch') } });
  });
});

describe('a lost worker', () => {
  test('lets its job be tried again, and fail when no attempt remains', async () => {
    const { mock, create, job, tell } = await liveMock();
    const { id } = await create('demo.batch', slow, { max_attempts: 2 });
    await mock.control.advance(1500);
    const lost = await tell('POST', `/jobs/${id}/lose-worker`);
    expect([lost.status, lost.body]).toEqual([200, { job_id: id, status: 'queued', attempt: 1 }]);
    expect((await tell('POST', `/jobs/${id}/lose-worker`)).status).toBe(409);
    await mock.control.advance(2000);
    expect(await job(id)).toMatchObject({ status: 'running', attempt: 2 });
    expect(await mock.control.loseWorker(id)).toEqual({ job_id: id, status: 'failed', attempt: 2 });
    expect((await job(id)).error).toMatchObject({ code: 'attempts_exhausted' });
    expect((await tell('POST', '/jobs/job_none/lose-worker')).body.detail).toBe('There is no job job_none.');
  });

  test('of a job that is held at cancelling ends it as cancelled', async () => {
    const { mock, create, send } = await liveMock();
    await mock.control.hold({ status: 'cancelling' });
    const { id } = await create('demo.batch', slow);
    await mock.control.advance(1);
    await send('POST', `/v1/jobs/${id}/cancel`);
    expect(await mock.control.loseWorker(id)).toMatchObject({ status: 'cancelled' });
  });
});
