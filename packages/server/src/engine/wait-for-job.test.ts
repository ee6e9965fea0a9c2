import { beforeEach, expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { everyTransition, jobIn } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { JobChanges } from './job-changes.ts';
import { type WaitOptions, waitForJob } from './wait-for-job.ts';

let store: JobStore;
let clock: TestClock;
let changes: JobChanges;
let job: Job;

beforeEach(async () => {
  store = await memoryStore();
  clock = new TestClock();
  changes = new JobChanges();
  store.observe((changed) => changes.publish(changed));
  job = await jobIn(store, 'running');
});

const complete = () => store.transition(job.id, everyTransition.workCompleted[0]({ now: 1_000_001, attempt: 1 }));

/** The answer of a wait; undefined as long as there is none. */
function wait(options: Partial<WaitOptions> = {}, on = store) {
  const outcome: { answer?: Job | null } = {};
  const until = ({ status }: Job) => status === 'completed';
  const answered = waitForJob({ store: on, changes, clock }, job, { timeoutMs: 1000, signals: [], until, ...options });
  void answered.then((answer) => {
    outcome.answer = answer;
  });
  return { outcome, answered };
}

test('a job that is as wanted is answered without a look at the store', async () => {
  const blind = overriddenStore(store, { find: () => Promise.reject(new Error('looked')) });

  expect(await wait({ until: () => true }, blind).answered).toBe(job);
});

test('a job is answered as soon as it is as wanted, and not when it only changes', async () => {
  const { outcome } = wait();
  await turns(5);
  await store.reportProgress(job.id, 1, { phase: 'half way' });
  await turns(5);
  expect(outcome).toEqual({});

  const completed = await complete();
  await turns(5);
  expect(outcome.answer).toEqual(completed);
});

test('a change that comes between the first look and the wait is not missed', async () => {
  const late = overriddenStore(store, {
    find: async (...given: Parameters<JobStore['find']>) => {
      const found = await store.find(...given);
      await complete();
      return found;
    },
  });

  expect(await wait({}, late).answered).toMatchObject({ status: 'completed' });
});

test('a job that moved before the wait began is answered at once', async () => {
  const completed = await complete();

  expect(await wait().answered).toEqual(completed);
});

test('when the time is over the job is answered as it is', async () => {
  const { outcome } = wait();
  await turns(5);
  await clock.advance(999);
  expect(outcome).toEqual({});
  const reported = await store.reportProgress(job.id, 1, { phase: 'half way' });

  await clock.advance(1);

  expect(outcome.answer).toEqual(reported);
});

test('a caller that goes away ends the wait, and so does one that has gone', async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const { outcome } = wait({ signals: [one.signal, other.signal] });
  await turns(5);
  expect(outcome).toEqual({});

  other.abort();
  await turns(5);

  expect(outcome.answer).toEqual(job);
  expect(await wait({ signals: [one.signal, other.signal] }).answered).toEqual(job);
});

test('a job that is deleted meanwhile is answered with null', async () => {
  const { outcome } = wait({ until: () => false });
  await turns(5);
  await complete();
  await store.delete(job.organizationId, job.id);
  await turns(5);
  expect(outcome).toEqual({});

  await clock.advance(1000);

  expect(outcome.answer).toBeNull();
  expect(await wait({ until: () => false }).answered).toBeNull();
});

test('a wait that has ended leaves nothing behind', async () => {
  const left: string[] = [];
  const signal = new AbortController().signal;
  const removed = signal.removeEventListener.bind(signal);
  signal.removeEventListener = (...given: Parameters<typeof removed>) => {
    left.push('signal');
    removed(...given);
  };
  const subscribed = changes.subscribe.bind(changes);
  changes.subscribe = (...given) => {
    const unsubscribe = subscribed(...given);
    return () => {
      left.push('subscription');
      unsubscribe();
    };
  };
  const scheduled = clock.schedule.bind(clock);
  clock.schedule = (...given) => {
    const cancel = scheduled(...given);
    return () => {
      left.push('timer');
      cancel();
    };
  };
  await complete();

  await wait({ signals: [signal] }).answered;

  expect(left.toSorted()).toEqual(['signal', 'subscription', 'timer']);
});
