import type { CompiledQuery } from 'kysely';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import { eventually } from '../../test/eventually.ts';
import { newJob } from '../../test/new-job.ts';
import { type ScriptedPostgres, scriptedPostgres } from '../../test/postgres/scripted-postgres.ts';
import { queuedJob } from '../../test/queued-job.ts';
import { TestClock, turns } from '../../test/test-clock.ts';
import { deafMs } from './listening-connection.ts';
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

describe('among others', () => {
  let database: ScriptedPostgres;
  let elapsedMs: number;
  let told: unknown[];

  beforeEach(async () => {
    database = await scriptedPostgres();
    elapsedMs = 0;
    told = [];
    words = new PostgresWords({
      url: database.url,
      sender: {
        async run<Row>({ parameters }: CompiledQuery<Row>) {
          for (const message of parameters[0] as string[]) database.notify('jobwire', message);
          return [];
        },
      },
      onChange: () => {},
      clock: new TestClock(),
      elapsedMs: () => elapsedMs,
    });
    words.listen({ changed: (jobs) => told.push(jobs), runnable: (at) => told.push(at) });
    onTestFinished(() => words.stop());
  });

  async function begun(lockIsFree: boolean): Promise<void> {
    database.lockIsFree = lockIsFree;
    words.start();
    await eventually('words are heard', () => words.areHeard);
    await eventually('it asked for the lock', () => database.statements[0]?.length === 3);
  }

  const say = (message: object) => database.notify('jobwire', JSON.stringify({ from: 'another', ...message }));

  /** What was said before is heard. */
  async function heard(): Promise<void> {
    say({ runnable: -1 });
    await eventually('it is heard', () => told.at(-1) === -1);
    told.pop();
  }

  test('what another says is heard as it was meant, and one’s own words are not', async () => {
    await begun(true);
    words.tellRunnable(4);
    say({ jobs: [['job_a', 'running', 2, 1] as const, ['job_b', 'completed', 1, 0] as const] });
    say({ runnable: 5 });
    await heard();

    const [jobs, runnable, ...others] = told;
    expect(jobs).toEqual([
      { jobId: 'job_a', status: 'running', attempt: 2, hasWebhook: true },
      { jobId: 'job_b', status: 'completed', attempt: 1, hasWebhook: false },
    ]);
    expect([runnable, others]).toEqual([5, []]);
  });

  test('one that may not lead does so from five seconds on without a word of a leader, and no more with the next', async () => {
    await begun(false);
    elapsedMs = deafMs;
    expect(words.leads).toBe(false);
    elapsedMs += 1;
    expect(words.leads).toBe(true);
    say({ leads: false });
    say({ runnable: 5 });
    await heard();
    expect(words.leads).toBe(true);

    say({ leads: true });
    await heard();

    expect(words.leads).toBe(false);
    elapsedMs += deafMs;
    expect(words.leads).toBe(false);
    elapsedMs += 1;
    expect(words.leads).toBe(true);
  });

  test('one that leads says so to itself, and needs no word of another', async () => {
    await begun(true);
    await eventually('it leads', () => words.leads);
    elapsedMs = 10 * deafMs;
    expect(words.leads).toBe(true);
  });
});
