import { expect, test } from 'vitest';
import { DatabaseClock } from './database-clock.ts';

const hour = 3_600_000;

/** A machine whose uptime the test moves, and a database with a time of its own that answers after a while. */
function setUp() {
  const at = { uptimeMs: 1000, databaseTime: 5_000_000, takesMs: 10 };
  const pass = (ms: number) => {
    at.uptimeMs += ms;
    at.databaseTime += ms;
  };
  const clock = new DatabaseClock(
    async () => {
      pass(at.takesMs / 2);
      const answer = at.databaseTime;
      pass(at.takesMs / 2);
      return answer;
    },
    () => at.uptimeMs,
  );
  return { at, clock, pass };
}

test('the time is that of the database, whatever the clock of the machine says, and goes on with it (F35)', async () => {
  const { at, clock, pass } = setUp();

  await clock.synchronize();
  expect(clock.now()).toBe(at.databaseTime);
  pass(90_000);
  expect(clock.now()).toBe(at.databaseTime);
});

test('a clock that is set in the database is followed (F35)', async () => {
  const { at, clock } = setUp();
  await clock.synchronize();

  at.databaseTime -= hour;
  await clock.synchronize();

  expect(clock.now()).toBe(at.databaseTime);
});

test('an answer that took long is not believed while quicker ones come, and is when none does', async () => {
  const { at, clock } = setUp();
  await clock.synchronize();

  at.takesMs = 30;
  at.databaseTime += hour;
  await clock.synchronize();
  expect(clock.now()).toBe(at.databaseTime - hour);
  await clock.synchronize();
  expect(clock.now()).toBe(at.databaseTime);
});

test('the time is a whole number of milliseconds, as rows hold it', async () => {
  const clock = new DatabaseClock(
    async () => 1234.56,
    () => 0.7,
  );
  await clock.synchronize();

  expect(clock.now()).toBe(1234);
});
