import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { type ScriptedPostgres, scriptedPostgres } from '../../test/postgres/scripted-postgres.ts';
import { TestClock } from '../../test/test-clock.ts';
import { deafMs, ListeningConnection, pingMs, SilentConnectionError } from './listening-connection.ts';

let database: ScriptedPostgres;
let clock: TestClock;
let connection: ListeningConnection;
/** Whether its messages to itself come back. */
let comesBack: boolean;
/** Whether nobody takes them in the first place. */
let isRefused: boolean;
let pings: number;
/** How many of its messages to itself are on their way back. */
let underWay: number;
let heard: string[];
let changes: { readonly isHeard: boolean; readonly error: unknown }[];

beforeEach(async () => {
  database = await scriptedPostgres();
  clock = new TestClock();
  [comesBack, isRefused, pings, underWay, heard, changes] = [true, false, 0, 0, [], []];
  connection = new ListeningConnection({
    url: database.url,
    channel: 'words',
    clock,
    elapsedMs: () => clock.now(),
    onMessage(payload) {
      if (payload !== 'to myself') {
        heard.push(payload);
        return;
      }
      connection.heardItself();
      underWay -= 1;
    },
    async ping() {
      if (isRefused) throw new Error('Nobody takes it.');
      pings += 1;
      if (!comesBack) return;
      underWay += 1;
      database.notify('words', 'to myself');
    },
    onChange: (isHeard, error) => changes.push({ isHeard, error }),
  });
  onTestFinished(() => connection.stop());
});

/** A look at the connection is over, and what it said to itself has come back. */
const looked = () => eventually('it looked', () => clock.pending === 1 && underWay === 0);

async function look(): Promise<void> {
  await looked();
  await clock.advance(pingMs);
  await looked();
}

async function begun(): Promise<void> {
  connection.start();
  await looked();
}

const leads = () => eventually('it leads', () => connection.isLeader);

const messages = () => changes.map(({ isHeard, error }) => [isHeard, (error as Error | null)?.message ?? null]);

const silent = new SilentConnectionError().message;

describe('one that is let in', () => {
  test('listens on its channel, and hears once its message to itself comes back', async () => {
    comesBack = false;
    await begun();
    expect(database.statements).toEqual([['listen words']]);
    expect(pings).toBe(1);
    expect(connection.isHeard).toBe(false);
    expect(connection.isLeader).toBe(false);

    connection.heardItself();

    expect(connection.isHeard).toBe(true);
    await leads();
    expect(changes).toEqual([]);
  });

  test('hands on each message, as long as it is not stopped', async () => {
    await begun();
    database.notify('words', 'first');
    database.notify('words', '');
    await eventually('both are heard', () => heard.length === 2);
    expect(heard).toEqual(['first', '']);
  });

  test('sends itself a message each two seconds, and takes the lock once', async () => {
    await begun();
    await leads();
    for (let round = 0; round < 3; round += 1) await look();
    expect(pings).toBe(4);
    expect(database.statements).toHaveLength(1);
    expect(database.statements[0]?.map((statement) => statement.split(' ').slice(0, 2).join(' '))).toEqual([
      'listen words',
      'set tcp_keepalives_idle',
      'select pg_try_advisory_lock(7086201912)',
    ]);
    expect(database.statements[0]?.[1]).toBe(
      'set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3',
    );
  });

  test('asks for the lock again with each message while another has it', async () => {
    database.lockIsFree = false;
    await begun();
    await eventually('it asked', () => database.statements[0]?.length === 3);
    await look();
    expect(connection.isLeader).toBe(false);
    expect(database.statements[0]).toHaveLength(4);

    database.lockIsFree = true;
    await look();

    await leads();
  });

  test('does not ask for the lock before it hears', async () => {
    comesBack = false;
    await begun();
    await look();
    expect(pings).toBe(2);
    expect(database.statements).toEqual([['listen words']]);
  });

  test('goes on when its message to itself could not be sent', async () => {
    isRefused = true;
    await begun();
    isRefused = false;
    await look();
    expect(connection.isHeard).toBe(true);
    expect(changes).toEqual([]);
  });
});

test('one that cannot even be tried, as without the file of its certificate, is told of and tried again', async () => {
  const hopeless = new ListeningConnection({
    url: `${database.url.replace('disable', 'verify-full')}&sslrootcert=/nowhere/authority.pem`,
    channel: 'words',
    clock,
    onMessage: () => {},
    ping: async () => {},
    onChange: (isHeard, error) => changes.push({ isHeard, error }),
  });
  onTestFinished(() => hopeless.stop());
  hopeless.start();
  await looked();
  expect(changes).toEqual([]);

  await look();
  await look();

  expect(changes).toEqual([{ isHeard: false, error: expect.objectContaining({ code: 'ENOENT' }) }]);
});

describe('one that is lost', () => {
  test.each(['end', 'destroy'] as const)(
    'neither hears nor leads, and is made anew with the next look (%s)',
    async (how) => {
      await begun();
      await leads();
      database.hangUp(how);
      await eventually('it is noticed', () => !connection.isHeard);
      expect(connection.isLeader).toBe(false);

      await look();

      expect(connection.isHeard).toBe(true);
      await leads();
      expect(database.statements).toHaveLength(2);
      expect(database.open).toBe(1);
      expect(changes).toEqual([]);
    },
  );

  test('is told of when it cannot be made anew, once, and once when it is back', async () => {
    await begun();
    await leads();
    database.lets = false;
    database.hangUp('end');
    await eventually('it is noticed', () => !connection.isHeard);
    expect(changes).toEqual([]);
    await look();
    await look();
    expect(messages()).toEqual([[false, expect.stringMatching(/terminated|ended|ECONNRESET/)]]);

    database.lets = true;
    await look();

    await leads();
    expect(changes.slice(1)).toEqual([{ isHeard: true, error: null }]);
    database.hangUp('end');
    await eventually('it is noticed', () => !connection.isHeard);
    expect(changes).toHaveLength(2);
  });

  test('is told of with the next look when it was never to be had', async () => {
    database.lets = false;
    await begun();
    expect(connection.isHeard).toBe(false);
    expect(changes).toEqual([]);
    await look();
    expect(changes).toHaveLength(1);
    expect(pings).toBe(0);
  });

  test('is told of by what ended it, when that happens twice before it hears', async () => {
    comesBack = false;
    await begun();
    for (let times = 1; times <= 2; times += 1) {
      database.hangUp('end');
      await eventually('it is noticed', () => clock.pending === 1 && database.open === 0);
      if (times === 1) await look();
    }
    await eventually('it is told', () => changes.length > 0);
    expect(messages()).toEqual([[false, 'Connection terminated unexpectedly']]);
  });

  test('does not lead because the one before it asked for the lock', async () => {
    comesBack = false;
    await begun();
    database.answers = false;
    connection.heardItself();
    await eventually('it asked', () => database.statements[0]?.length === 2);
    database.hangUp();
    await eventually('it is noticed', () => !connection.isHeard);
    Object.assign(database, { answers: true, lockIsFree: false });
    comesBack = true;
    await look();
    await eventually('it asked again', () => (database.statements[1]?.length ?? 0) >= 3);
    expect(connection.isLeader).toBe(false);
  });
});

describe('one that falls silent', () => {
  test('is given up after five seconds without a message of its own, and told of when the next is silent too', async () => {
    await begun();
    await leads();
    comesBack = false;
    await look();
    await look();
    // Four seconds, of five.
    expect(connection.isHeard).toBe(true);
    await look();
    expect(connection.isHeard).toBe(false);
    expect(connection.isLeader).toBe(false);
    await eventually('it is hung up', () => database.open === 0);
    expect(changes).toEqual([]);

    for (let round = 0; round < 4; round += 1) await look();

    expect(database.statements).toHaveLength(2);
    expect(messages()).toEqual([[false, silent]]);
    comesBack = true;
    await look();
    expect(messages().slice(1)).toEqual([[true, null]]);
  });

  test('is not given up at five seconds sharp', async () => {
    comesBack = false;
    await begun();
    clock.jump(deafMs - pingMs);
    await look();
    expect(database.open).toBe(1);
    await look();
    await eventually('it is hung up', () => database.open === 0);
  });
});

describe('one that is stopped', () => {
  test('hangs up, looks no more, and tells nothing', async () => {
    await begun();
    await leads();

    connection.stop();

    expect(connection.isHeard).toBe(false);
    expect(connection.isLeader).toBe(false);
    expect(clock.pending).toBe(0);
    await eventually('it hung up', () => database.open === 0);
    await clock.advance(10 * pingMs);
    expect(database.statements).toHaveLength(1);
    expect(changes).toEqual([]);
  });

  test('takes no message of its own for a sign of life', async () => {
    comesBack = false;
    await begun();
    connection.stop();
    connection.heardItself();
    await eventually('it hung up', () => database.open === 0);
    expect(database.statements).toEqual([['listen words']]);
    expect(changes).toEqual([]);
  });

  test('looks no more when it is stopped while it connects', async () => {
    database.answers = false;
    connection.start();
    await eventually('it listens', () => database.statements[0]?.length === 1);
    connection.stop();
    await eventually('it hung up', () => database.open === 0);
    await clock.advance(10 * pingMs);
    expect(clock.pending).toBe(0);
    expect(database.statements).toHaveLength(1);
    expect(changes).toEqual([]);
  });
});
