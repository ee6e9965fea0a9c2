import { CompiledQuery, type Kysely } from 'kysely';
import type { Pool } from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import { TestClock } from '../../test/test-clock.ts';
import { Availability } from '../availability.ts';
import type { Tables } from '../tables.ts';
import { PostgresDatabase } from './postgres-database.ts';

const query = CompiledQuery.raw('select 1');
/** As the server says it. */
const serverError = (code: string) => Object.assign(new Error(code), { code, severity: 'ERROR' });
const lost = new Error('Connection terminated unexpectedly');

/** What comes of the next statements, each on its turn; those behind them succeed. */
let failures: Error[];
/** Why there is no connection to be had. */
let refusal: Error | null;
/** Whether each connection that was given back was to be closed. */
let closed: boolean[];
let told: unknown[];
let faults: string[];
let database: PostgresDatabase;

beforeEach(() => {
  [failures, refusal, closed, told, faults] = [[], null, [], [], []];
  const client = {
    async query(text: unknown) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return { command: String(text).toUpperCase(), rows: [] };
    },
    release: (isBroken: boolean) => closed.push(isBroken),
  };
  const pool = {
    options: { max: 10 },
    async connect() {
      if (refusal !== null) throw refusal;
      return client;
    },
    end: async () => {},
  };
  const clock = new TestClock();
  const away = (reason: unknown) => told.push(reason);
  database = new PostgresDatabase(undefined as unknown as Kysely<Tables>, pool as unknown as Pool, {
    names: null,
    availability: new Availability({ away, back: () => told.push('back') }, clock),
    onCommit: undefined,
    connectionListener: { waited: () => {}, failed: (fault) => faults.push(fault) },
  });
});

const read = () => database.reader.run(query);

describe('a database is away', () => {
  test('when no connection is to be had', async () => {
    refusal = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

    await expect(read()).rejects.toMatchObject({ name: 'StoreUnavailableError', cause: refusal });

    expect([told, faults]).toEqual([[refusal], ['unavailable']]);
  });

  test('when it cannot take a statement, which is not tried again', async () => {
    const full = serverError('53100');
    failures = [full];

    await expect(read()).rejects.toBeInstanceOf(StoreUnavailableError);

    expect([told, faults, closed]).toEqual([[full], ['unavailable'], [false]]);
  });

  test('when each of five connections is lost', async () => {
    failures = Array(5).fill(lost);

    await expect(read()).rejects.toBeInstanceOf(StoreUnavailableError);

    expect([told, faults, closed]).toEqual([[lost], Array(5).fill('disconnected'), Array(5).fill(true)]);
  });
});

describe('a database is not away', () => {
  test('when another connection does what the first was lost with', async () => {
    failures = Array(4).fill(lost);

    expect(await read()).toEqual([]);

    expect([told, closed]).toEqual([[], [true, true, true, true, false]]);
  });

  test('when others stand in the way of a statement time and again', async () => {
    failures = Array(5).fill(serverError('40001'));

    await expect(read()).rejects.toBeInstanceOf(StoreUnavailableError);

    expect([told, closed]).toEqual([[], Array(5).fill(false)]);
  });

  test('when a statement is wrong, or what is done with it', async () => {
    const wrong = serverError('22012');
    failures = [wrong];
    await expect(read()).rejects.toBe(wrong);
    const thought = new Error('thought better of it');

    await expect(database.writeAlone(() => Promise.reject(thought))).rejects.toBe(thought);

    expect([told, faults, closed]).toEqual([[], [], [false, false]]);
  });

  test('when it is closed while something is asked of it', async () => {
    await database.close();
    refusal = new Error('Cannot use a pool after calling end on the pool');

    await expect(read()).rejects.toBeInstanceOf(StoreUnavailableError);

    expect(told).toEqual([]);
  });
});

test('a transaction that cannot begin is told of by its first statement, and by nothing else', async () => {
  failures = Array(10).fill(lost);

  const written = database.writeAlone(async (transaction) => {
    await transaction.run(query);
  });

  await expect(written).rejects.toMatchObject({ name: 'StoreUnavailableError', cause: lost });
  expect(closed).toEqual(Array(5).fill(true));
});
