import { afterEach, beforeEach, expect } from 'vitest';
import { InProcessDispatcher } from '../../dispatch/in-process-dispatcher.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import type { SharedWords } from '../../domain/shared-words.ts';
import { busyStore } from '../../test/busy-store.ts';
import { eventually } from '../../test/eventually.ts';
import { storeOfEachTest } from '../../test/store-of-each-test.ts';
import { TestClock } from '../../test/test-clock.ts';
import type { CreateJobCommand } from '../create-job.ts';
import type { JobDefinition } from '../job-definition.ts';
import { JobEngine } from '../job-engine.ts';
import { JobTypes } from '../job-types.ts';
import type { Run } from './handlers.ts';

export const graceMs = 30_000;
export const leaseMs = 15_000;
export const retentionMs = 86_400_000;
export const shutdownMs = 10_000;
export const organizationId = 'org_one';

export interface EngineOptions {
  readonly concurrency?: number;
  readonly on?: JobStore;
  readonly start?: boolean;
  readonly drainMs?: number;
  readonly beforeAttempt?: (jobId: string) => Promise<void>;
  readonly words?: SharedWords;
  /** One of its own, such as that of a process which stands still. */
  readonly clock?: Clock;
}

/** What every test of the engine has at hand, fresh for each. */
export interface EngineFixture {
  readonly store: JobStore;
  readonly clock: TestClock;
  /** How many jobs become due at the same time where it takes many: fewer where each one takes long. */
  readonly burst: number;
  /** How many races are run where chance decides. */
  readonly races: number;
  /** What went wrong behind the scenes. A test that expects it takes it away again. */
  readonly errors: unknown[];
  /** An engine that offers the given handlers as job types of the same names. */
  readonly engineWith: (handlers: Record<string, Run>, options?: EngineOptions) => Promise<JobEngine>;
  readonly command: (type: string, members?: Partial<CreateJobCommand>) => CreateJobCommand;
  readonly read: (job: Job) => Promise<Job>;
  readonly becomes: (job: Job, status: Job['status']) => Promise<Job>;
  /** The events of a job, without what is the same for all. */
  readonly history: (job: Job) => Promise<string[]>;
  readonly cancel: (engine: JobEngine, job: Job, reason?: string | null) => Promise<Job>;
}

export interface EngineSuiteOptions {
  /** Whether the store is shared with other processes: due jobs are claimed together, and not by their ids. */
  readonly isShared?: boolean;
}

export function engineFixture(
  openStore: () => Promise<JobStore>,
  { isShared = false }: EngineSuiteOptions = {},
): EngineFixture {
  let clock: TestClock;
  let engines: JobEngine[];
  let errors: unknown[];
  let created: number;

  const { store, settled } = busyStore(storeOfEachTest(openStore));

  beforeEach(() => {
    clock = new TestClock(undefined, settled);
    engines = [];
    errors = [];
    created = 0;
  });

  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    // What a test does not expect behind the scenes has not happened.
    expect(errors).toEqual([]);
  });

  async function read(job: Job): Promise<Job> {
    return (await store.find(job.organizationId, job.id)) as Job;
  }

  return {
    store,
    burst: isShared ? 100 : 1000,
    races: isShared ? 50 : 150,
    get clock() {
      return clock;
    },
    get errors() {
      return errors;
    },
    async engineWith(handlers, { concurrency = 4, on = store, start = true, drainMs = 0, ...others } = {}) {
      const onError = (error: unknown) => errors.push(error);
      const definitions = Object.entries(handlers).map(
        ([type, run]): JobDefinition => ({ type, description: type, input: { type: 'object' }, run }),
      );
      const claim = (organization: string, limit: number) => on.claimDue(organization, engine.claim(), limit);
      const engine: JobEngine = new JobEngine({
        store: on,
        dispatcher: new InProcessDispatcher({ store: on, clock, concurrency, onError, ...(isShared ? { claim } : {}) }),
        types: new JobTypes(definitions),
        clock,
        newId: () => {
          created += 1;
          return `job_${String(created).padStart(6, '0')}`;
        },
        workerName: 'this-process',
        graceMs,
        leaseMs,
        retentionMs,
        waitersPerOrganization: 10,
        drainMs,
        shutdownMs,
        onError,
        ...others,
      });
      if (start) {
        await engine.start();
        engines.push(engine);
      }
      return engine;
    },
    command: (type, members = {}) => ({
      organizationId,
      type,
      input: {},
      name: null,
      metadata: null,
      priority: null,
      scheduledFor: null,
      timeoutSeconds: null,
      maxAttempts: null,
      webhook: null,
      ...members,
    }),
    read,
    becomes: (job, status) =>
      eventually(`${job.id} becomes ${status}`, async () => {
        const now = await read(job);
        return now.status === status && now;
      }),
    async history(job) {
      const events = await store.events(job.id, 0, 100);
      return events.map(({ type, reason }) => (reason === null ? type : `${type} (${reason})`));
    },
    cancel: (engine, job, reason = null) => engine.cancel(job.organizationId, job.id, reason),
  };
}
