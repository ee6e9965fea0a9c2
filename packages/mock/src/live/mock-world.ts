import { createJobServer, type JobServer, undeclaredPath } from '@jobwire/server';
import { typeid } from 'typeid-js';
import { Faults } from './faults.ts';
import { Holds } from './holds.ts';
import { JobOffer } from './job-offer.ts';
import { JobRegister } from './job-register.ts';
import type { LiveMockOptions } from './live-mock-options.ts';
import { MockClock } from './mock-clock.ts';
import { mockKeys } from './mock-keys.ts';
import { OpenAnswers } from './open-answers.ts';
import { Scenarios } from './scenario.ts';
import { demoBatchJob, scriptedJob } from './scripted-job.ts';
import { sleep } from './scripted-work.ts';
import { seededIds } from './seeded-ids.ts';
import { seededRandom } from './seeded-random.ts';
import { sharedSecret } from './shared-secret.ts';

/** With a seed every day is this one. */
const seededStart = Date.UTC(2026, 0, 1);

/** So that nothing waits for a free worker: what holds a job in the queue is said by its scenario, and by holds. */
const concurrency = 1000;

/** Workers are lost when the mock is told so, and never by a leap of its clock. */
const leaseMs = 400 * 24 * 60 * 60 * 1000;

/** Short enough to watch. */
const defaultGraceMs = 5_000;

/** Everything that a live mock knows. A reset leaves it behind and begins another one. */
export interface MockWorld {
  readonly server: JobServer;
  readonly clock: MockClock;
  readonly register: JobRegister;
  readonly holds: Holds;
  readonly faults: Faults;
  readonly scenarios: Scenarios;
  readonly offer: JobOffer;
  readonly answers: OpenAnswers;
  /** Aborted when this world is left behind. */
  readonly over: AbortSignal;
  /** A name for a request that came without one; null where chance may name it. */
  readonly nextRequestId: (() => string) | null;
  close(): Promise<void>;
}

/** The reference server in memory, on a clock of its own, with jobs that do what they are told. */
export async function createMockWorld(options: LiveMockOptions): Promise<MockWorld> {
  const { seed, speed, keys, types, webhookSecret, onError } = options;
  const clock = new MockClock({
    start: seed === undefined ? Date.now() : seededStart,
    speed: speed ?? 1,
    running: seed === undefined || speed !== undefined,
  });
  const random = seed === undefined ? Math.random : seededRandom(seed);
  const register = new JobRegister();
  const holds = new Holds(register);
  const scenarios = new Scenarios(options.scenarios);
  const answers = new OpenAnswers();
  const over = new AbortController();
  const stage = { clock, holds, over: over.signal };
  const offer = new JobOffer(types);
  const anyOther = (type: string) => (offer.includes(type) ? scriptedJob(type, scenarios, stage) : null);
  const server = await createJobServer({
    handlers: [
      demoBatchJob(scenarios, stage),
      ...(offer.named ?? []).map((type) => scriptedJob(type, scenarios, stage)),
    ],
    ...(offer.named === null ? { handlerOf: anyOther } : {}),
    keys: mockKeys(keys),
    data: ':memory:',
    clock,
    random,
    newId: seed === undefined ? () => typeid('job').toString() : seededIds('job', () => clock.now(), random),
    concurrency,
    leaseMs,
    graceMs: options.graceMs ?? defaultGraceMs,
    drainMs: 0,
    checkResponses: 'off',
    onTransition: (job) => register.notice(job),
    async beforeAttempt(jobId) {
      const job = register.find(jobId);
      if (job === undefined) return;
      if (job.attempt === 0 && job.type !== 'demo.batch') {
        await sleep(clock, scenarios.of(job.type).queue_ms, over.signal).catch(() => {});
      }
      await holds.pass(jobId, 'queued');
    },
    ...(webhookSecret === undefined
      ? {}
      : { webhooks: { secrets: sharedSecret(webhookSecret), allowLoopback: true, random } }),
    ...(onError === undefined ? {} : { onError }),
  });
  server.app.use(undeclaredPath(onError ?? ((error) => console.error(error))));
  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    over.abort();
    holds.end();
    // What is held is answered with what is, as long as the database can still be read.
    server.engine.waiters.releaseAll();
    await answers.end();
    await server.close();
    clock.stop();
  }
  return {
    server,
    clock,
    register,
    holds,
    faults: new Faults(),
    answers,
    over: over.signal,
    scenarios,
    offer,
    nextRequestId: seed === undefined ? null : seededIds('req', () => clock.now(), seededRandom(seed + 1)),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
