import { describe, expect, test } from 'vitest';
import { TestClock } from '../../test/test-clock.ts';
import { DatabaseClock } from './database-clock.ts';

const hour = 3_600_000;

/** A machine whose uptime the test moves, and a database with a time of its own that answers after a while. */
function setUp() {
  const at = { uptimeMs: 1000, databaseTime: 5_000_000, takesMs: 10, isAway: false, asked: 0 };
  const timers = new TestClock();
  const pass = (ms: number) => {
    at.uptimeMs += ms;
    at.databaseTime += ms;
  };
  const clock = new DatabaseClock(
    async () => {
      at.asked += 1;
      if (at.isAway) throw new Error('The database is away.');
      pass(at.takesMs / 2);
      const answer = at.databaseTime;
      pass(at.takesMs / 2);
      return answer;
    },
    () => at.uptimeMs,
    timers,
  );
  return { at, clock, pass, timers };
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

test('an answer is believed up to 20 ms, to twice as much with each that is not, and to 20 ms again behind a quick one', async () => {
  const { at, clock } = setUp();
  const isBelieved = async (takesMs: number) => {
    at.takesMs = takesMs;
    at.databaseTime += hour;
    await clock.synchronize();
    return clock.now() === at.databaseTime;
  };
  await clock.synchronize();

  const believed: [number, boolean][] = [];
  for (const takesMs of [20, 22, 42, 80, 80, 82, 10, 22, 40]) believed.push([takesMs, await isBelieved(takesMs)]);

  expect(believed).toEqual([
    [20, true],
    [22, false],
    [42, false],
    [80, true],
    [80, true],
    [82, false],
    [10, true],
    [22, false],
    [40, true],
  ]);
});

describe('a clock that is started', () => {
  test('knows the time, and asks for it again every five seconds (F35)', async () => {
    const { at, clock, timers } = setUp();
    await clock.start();
    expect(clock.now()).toBe(at.databaseTime);

    for (const asked of [2, 3]) {
      at.databaseTime += hour;
      await timers.advance(4999);
      expect(clock.now()).toBe(at.databaseTime - hour);
      await timers.advance(1);
      expect(clock.now()).toBe(at.databaseTime);
      expect(at.asked).toBe(asked);
    }
  });

  test('goes on by itself while the database is away, and asks it again', async () => {
    const { at, clock, pass, timers } = setUp();
    await clock.start();
    at.isAway = true;
    pass(5000);
    await timers.advance(5000);
    expect([clock.now(), at.asked]).toEqual([at.databaseTime, 2]);

    Object.assign(at, { isAway: false, databaseTime: at.databaseTime + hour });
    await timers.advance(5000);

    expect([clock.now(), at.asked]).toEqual([at.databaseTime, 3]);
  });

  test('is told when the time is not to be had, and asks no more', async () => {
    const { at, clock, timers } = setUp();
    at.isAway = true;

    await expect(clock.start()).rejects.toThrow('The database is away.');

    expect(timers.pending).toBe(0);
  });

  test('asks no more once it is stopped', async () => {
    const { at, clock, timers } = setUp();
    await clock.start();

    clock.stop();

    expect(timers.pending).toBe(0);
    await timers.advance(60_000);
    expect(at.asked).toBe(1);
  });

  test('asks no more when it is stopped while the database answers', async () => {
    const answer = Promise.withResolvers<number>();
    const answers = [Promise.resolve(1_000_000), answer.promise];
    const timers = new TestClock();
    const clock = new DatabaseClock(
      () => answers.shift() ?? Promise.reject(new Error('It asked again.')),
      undefined,
      timers,
    );
    await clock.start();
    await timers.advance(5000);
    expect(answers).toEqual([]);

    clock.stop();
    answer.resolve(1_005_000);
    await timers.advance(60_000);

    expect(timers.pending).toBe(0);
  });
});

test('the time is a whole number of milliseconds, as rows hold it', async () => {
  const clock = new DatabaseClock(
    async () => 1234.56,
    () => 0.7,
  );
  await clock.synchronize();

  expect(clock.now()).toBe(1234);
});
