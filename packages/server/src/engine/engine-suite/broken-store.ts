import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import { eventually } from '../../test/eventually.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
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
