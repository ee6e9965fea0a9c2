import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import type { Job } from '../../domain/job.ts';
import { eventually } from '../../test/eventually.ts';
import { newJob } from '../../test/new-job.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import type { CreateJobCommand } from '../create-job.ts';
import { type EngineFixture, leaseMs, shutdownMs } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeBrokenStore(given: EngineFixture): void {
  const { becomes, command, engineWith, read, store } = given;

  describe('a store that cannot answer for a while', () => {
    test('delays jobs and loses none', async () => {
      let broken = false;
      const flaky = overriddenStore(store, {
        async due(...given) {
          if (broken) throw new Error('the store is away');
          return store.due(...given);
        },
        async claimDue(...given) {
          if (broken) throw new Error('the store is away');
          return store.claimDue(...given);
        },
        async overdue(...given) {
          if (broken) throw new Error('the store is away');
          return store.overdue(...given);
        },
      });
      const engine = await engineWith({ work: async () => {} }, { on: flaky });
      broken = true;
      const job = await engine.create(command('work'));
      await given.clock.advance(3000);
      expect((await read(job)).status).toBe('queued');
      expect(given.errors.length).toBeGreaterThan(0);
      given.errors.length = 0;

      broken = false;
      await given.clock.advance(2000);
      await becomes(job, 'completed');
    });

    test('is asked again about the end of an attempt, so that what was done is not done twice', async () => {
      const away = awayStore();
      const handler = parked();
      const engine = await engineWith({ work: handler.run }, { on: away.store });
      const job = await engine.create(command('work', { maxAttempts: 1 }));
      await handler.began;

      away.is = true;
      handler.letGo();
      await eventually('its end is refused', () => away.refused > 0);
      // Its lease stands as it was renewed last, and has a little left.
      await given.clock.advance(leaseMs - 1000);
      expect((await read(job)).status).toBe('running');
      away.is = false;
      await given.clock.advance(1000);

      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 1, attemptsSpent: 0 });
      given.errors.length = 0;
    });

    test('makes a handler wait for what it asks, and not fail', async () => {
      const away = awayStore();
      const handler = parked(async ({ checkpoint, progress, emit }) => {
        await progress({ total: 1 });
        await checkpoint();
        await emit({ output: 'no id' });
      });
      const engine = await engineWith({ work: handler.run }, { on: away.store });
      const job = await engine.create(command('work', { maxAttempts: 1 }));
      await handler.began;

      away.is = true;
      handler.letGo();
      await eventually('it is refused', () => away.refused > 0);
      away.is = false;
      await given.clock.advance(1000);

      expect(await becomes(job, 'completed')).toMatchObject({ progressTotal: 1, progressCompleted: 1 });
    });

    test('is asked no more once the lease is over: another attempt does the work', async () => {
      const away = awayStore();
      const handler = parked();
      const engine = await engineWith({ work: handler.run }, { on: away.store });
      const job = await engine.create(command('work'));
      await handler.began;

      away.is = true;
      handler.letGo();
      await eventually('its end is refused', () => away.refused > 0);
      await given.clock.advance(leaseMs + 1000);
      expect(given.errors.some((error) => error instanceof StoreUnavailableError)).toBe(true);
      given.errors.length = 0;
      away.is = false;
      await given.clock.advance(20_000);

      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2 });
    });

    test('leaves no slot held by attempts that it did not let end: the slots are shared equally as before', async () => {
      const away = awayStore();
      const [lost, blocking, gated] = [parked(), parked(), parked()];
      const handlers = { lost: lost.run, blocking: blocking.run, gated: gated.run };
      const engine = await engineWith(handlers, { on: away.store, concurrency: 4 });
      const four = (type: string, organizationId: string) =>
        Promise.all(Array.from({ length: 4 }, () => engine.create(command(type, { organizationId }))));
      const running = async (jobs: readonly Job[]) =>
        (await Promise.all(jobs.map(read))).filter(({ status }) => status === 'running').length;
      const interrupted = await four('lost', 'org_one');
      await eventually('all run', async () => (await running(interrupted)) === 4);

      away.is = true;
      lost.letGo();
      await eventually('their ends are refused', () => away.refused >= 4);
      await given.clock.advance(leaseMs + 1000);
      away.is = false;
      await given.clock.advance(20_000);
      for (const job of interrupted) expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2 });
      given.errors.length = 0;

      const blockers = await four('blocking', 'org_three');
      await eventually('all slots are taken', async () => (await running(blockers)) === 4);
      const [one, two] = [await four('gated', 'org_one'), await four('gated', 'org_two')];
      blocking.letGo();
      await eventually('four others run', async () => (await running([...one, ...two])) === 4);

      const shares = [await running(one), await running(two)];
      gated.letGo();
      expect(shares).toEqual([2, 2]);
      for (const job of [...one, ...two]) await becomes(job, 'completed');
    });

    test('keeps a stop waiting no longer than its bound', async () => {
      const away = awayStore();
      const handler = parked();
      const engine = await engineWith({ work: handler.run }, { on: away.store });
      await engine.create(command('work'));
      await handler.began;
      away.is = true;
      handler.letGo();
      await eventually('its end is refused', () => away.refused > 0);

      const stopped = engine.stop();
      await given.clock.advance(shutdownMs);
      await stopped;
      const { refused } = away;
      await given.clock.advance(5000);

      expect(away.refused).toBe(refused);
      given.errors.length = 0;
    });

    describe('except for one job', () => {
      test.each([{ concurrency: 1 }, { concurrency: 3 }])(
        'runs all others at the usual pace with $concurrency slots, and this one as soon as it can (F53)',
        async ({ concurrency }) => {
          const bad = badJob();
          const engine = await engineWith({ work: async () => {} }, { on: bad.store, concurrency });
          const first = await engine.create(command('work', { priority: 9 }));
          bad.id = first.id;
          await given.clock.advance(10_000);
          const others = await Promise.all(
            ['org_one', 'org_one', 'org_one', 'org_two', 'org_zero'].map((organizationId) =>
              engine.create(command('work', { organizationId })),
            ),
          );
          await given.clock.advance(2000);
          for (const other of others) await becomes(other, 'completed');
          for (const error of given.errors) {
            const message = expect.stringMatching(
              new RegExp(`^The (job ${first.id}|jobs of org_one that are due) could`),
            );
            expect(error).toMatchObject({ name: 'UndeliveredError', message, cause: bad.error });
          }
          given.errors.length = 0;

          bad.id = null;
          await given.clock.advance(20_000);
          await becomes(first, 'completed');
        },
      );

      test.each<{ what: string; members: Partial<CreateJobCommand> }>([
        { what: 'cannot be started', members: {} },
        { what: 'has expired and cannot be ended', members: { timeoutSeconds: 1 } },
      ])('gives the turn of an organization to the others that has nothing but one that $what', async ({ members }) => {
        const bad = badJob();
        const engine = await engineWith({ work: async () => {} }, { on: bad.store, concurrency: 1 });
        bad.id = 'job_000001';
        expect((await engine.create(command('work', members))).id).toBe(bad.id);
        await given.clock.advance(20_000);
        const others = await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            engine.create(command('work', { organizationId: `org_other_${index % 3}` })),
          ),
        );

        await given.clock.advance(2000);

        for (const other of others) expect((await read(other)).status).toBe('completed');
        given.errors.length = 0;
      });

      test('is told ever less often what is wrong with that one, and asked for no more each time', async () => {
        const bad = badJob();
        const engine = await engineWith({ work: async () => {} }, { on: bad.store, concurrency: 1 });
        bad.id = (await engine.create(command('work'))).id;
        await given.clock.advance(300_000);

        // For each try of the job, one of the claim and one of the job itself.
        expect(given.errors.length).toBeLessThan(25);
        expect(Math.max(...bad.limits)).toBe(2);
        given.errors.length = 0;
      });

      test('runs those that may start already when none can be marked that waits for its time', async () => {
        const refused = new Error('a trigger refused it');
        let isBad = true;
        const shaky = overriddenStore(store, {
          async markReady(...asked) {
            if (isBad) throw refused;
            return store.markReady(...asked);
          },
        });
        const engine = await engineWith({ work: async () => {} }, { on: shaky });
        const waiting = await engine.create(command('work', { scheduledFor: given.clock.now() + 500 }));
        // Of which this process is not told, so that it comes upon it by a look that marks first.
        const now = given.clock.now();
        const ready = await store.create(newJob({ type: 'work', createdAt: now, runnableAt: now }));
        await given.clock.advance(2000);

        await becomes(ready, 'completed');
        expect(new Set(given.errors)).toEqual(new Set([refused]));
        given.errors.length = 0;
        isBad = false;
        await given.clock.advance(1000);
        await becomes(waiting, 'completed');
      });

      /** A store that refuses to move one job, by itself or with others. */
      function badJob() {
        const error = new Error('a trigger refused it');
        const bad = { id: null as string | null, error, limits: [] as number[], store };
        bad.store = overriddenStore(store, {
          async transition(jobId, transition) {
            if (jobId === bad.id) throw error;
            return store.transition(jobId, transition);
          },
          async claimDue(organizationId, claim, limit) {
            const due = await store.due(organizationId, claim.at, limit);
            if (bad.id !== null && due.includes(bad.id)) throw error;
            return store.claimDue(organizationId, claim, limit);
          },
          async due(organizationId, now, limit) {
            bad.limits.push(limit);
            return store.due(organizationId, now, limit);
          },
        });
        return bad;
      }
    });

    /** A store that refuses whatever attempts ask of it, for as long as it is told. */
    function awayStore() {
      const away = { is: false, refused: 0, store };
      const orAway =
        <Given extends unknown[], Value>(ask: (...given: Given) => Promise<Value>) =>
        async (...asked: Given) => {
          if (!away.is) return ask(...asked);
          away.refused += 1;
          throw new StoreUnavailableError(new Error('the store is away'));
        };
      away.store = overriddenStore(store, {
        transition: orAway((...asked) => store.transition(...asked)),
        renewLease: orAway((...asked) => store.renewLease(...asked)),
        attemptState: orAway((...asked) => store.attemptState(...asked)),
        reportProgress: orAway((...asked) => store.reportProgress(...asked)),
        appendResults: orAway((...asked) => store.appendResults(...asked)),
      });
      return away;
    }
  });
}
