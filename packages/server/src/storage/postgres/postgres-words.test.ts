import type { CompiledQuery } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import { eventually } from '../../test/eventually.ts';
import { newJob } from '../../test/new-job.ts';
import { queuedJob } from '../../test/queued-job.ts';
import { turns } from '../../test/test-clock.ts';
import { PostgresWords } from './postgres-words.ts';

interface Message {
  readonly from: string;
  readonly runnable?: number;
  readonly jobs?: readonly (readonly [string, string, number, number])[];
}

/** What was sent with each statement. */
let sent: Message[][];
let gate: () => Promise<void>;
/** One that is not started: it hears nothing, and says what it has to say. */
let words: PostgresWords;

beforeEach(() => {
  sent = [];
  gate = async () => {};
  words = new PostgresWords({
    url: 'postgres://nobody@127.0.0.1:1/none',
    sender: {
      async run<Row>({ sql, parameters }: CompiledQuery<Row>) {
        expect(sql).toContain("pg_notify('jobwire', message)");
        sent.push((parameters[0] as string[]).map((message) => JSON.parse(message)));
        await gate();
        return [];
      },
    },
    onChange: () => {},
  });
});

const job = (id: string, members: Partial<Job> = {}) => queuedJob({ id, attempt: 1, ...members });

const jobsOf = (messages: readonly Message[]) => messages.flatMap(({ jobs = [] }) => jobs);

test('changes that come one behind the other are told together, each job as it was last', async () => {
  const webhook = newJob({ webhook: { url: 'https://example.com/hook' } as never }).webhook;
  words.tellChanged(job('job_a'));
  words.tellChanged(job('job_b', { status: 'running', attempt: 2, webhook }));
  words.tellChanged(job('job_a', { status: 'completed' }));
  await turns(1);
  expect(sent).toEqual([]);

  await eventually('they are told', async () => sent.length > 0);

  expect(sent).toHaveLength(1);
  expect(jobsOf(sent[0] ?? [])).toEqual([
    ['job_a', 'completed', 1, 0],
    ['job_b', 'running', 2, 1],
  ]);
  words.tellChanged(job('job_c'));
  await eventually('the next one is told too', async () => sent.length === 2);
});

test('a cancel is told at once, with all that waits to be told', async () => {
  words.tellChanged(job('job_a'));
  words.tellChanged(job('job_b', { status: 'cancelling' }));
  await turns(1);

  expect(sent.map((messages) => jobsOf(messages).map(([id]) => id))).toEqual([['job_a', 'job_b']]);
});

test('no message holds more than 70 jobs, so that PostgreSQL takes it', async () => {
  for (let index = 0; index < 140; index += 1) words.tellChanged(job(`job_${index}`));
  words.tellChanged(job('job_140', { status: 'cancelling' }));
  await turns(1);

  expect(sent).toHaveLength(1);
  expect(sent[0]?.map(({ jobs }) => jobs?.length)).toEqual([70, 70, 1]);
  expect(new Set(jobsOf(sent[0] ?? []).map(([id]) => id)).size).toBe(141);
});

test('of several instants at which jobs may start the earliest is told, and once', async () => {
  words.tellRunnable(300);
  words.tellRunnable(100);
  words.tellRunnable(200);
  await turns(1);

  expect(sent.map((messages) => messages.map(({ runnable }) => runnable))).toEqual([[100]]);
});

test('what comes up while something is on its way goes together behind it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = () => promise;
  words.tellRunnable(100);
  await turns(1);
  words.tellRunnable(400);
  words.tellChanged(job('job_a', { status: 'cancelling' }));
  words.tellRunnable(300);
  await turns(1);
  expect(sent).toHaveLength(1);
  resolve();
  await turns(2);

  expect(sent).toHaveLength(2);
  expect(sent[1]).toMatchObject([{ jobs: [['job_a', 'cancelling', 1, 0]] }, { runnable: 300 }]);
  expect(new Set(sent.flat().map(({ from }) => from)).size).toBe(1);
});

test('what cannot be told is nobody’s trouble, and the next word is told', async () => {
  gate = () => Promise.reject(new Error('the database is away'));
  words.tellRunnable(100);
  await turns(2);

  gate = async () => {};
  words.tellRunnable(200);
  await turns(2);

  expect(sent.map((messages) => messages[0]?.runnable)).toEqual([100, 200]);
});

test('whoever hears nobody leads, since what a leader does must be done', () => {
  expect([words.areHeard, words.leads]).toEqual([false, true]);
});
