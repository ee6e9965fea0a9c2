import type { CompiledQuery } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { turns } from '../../test/test-clock.ts';
import type { FirstRow, SqlSession, SqlTransaction } from '../sql-database.ts';
import { DatabaseFaultError } from './database-fault.ts';
import { type Transact, WriteGroups } from './write-groups.ts';

const session = {} as SqlSession;

let groups: WriteGroups;
/** How many writes were in each transaction that committed. */
let commits: number[];
/** How many groups and how many single writes were begun. */
let begun: { groups: number; alone: number };
/** What a transaction waits for before it commits. */
let gate: Promise<void>;
/** What the database says to the next group. */
let fault: Error | null;

beforeEach(() => {
  const beganAt = performance.now();
  commits = [];
  begun = { groups: 0, alone: 0 };
  gate = Promise.resolve();
  fault = null;
  const transact: Transact = async (work) => {
    begun.groups += 1;
    const value = await work(session);
    await gate;
    if (fault !== null) throw fault;
    return value;
  };
  const alone: Transact = (work) => {
    begun.alone += 1;
    return work(session);
  };
  const onCommit = (writes: number, durationMs: number) => {
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(durationMs).toBeLessThanOrEqual(performance.now() - beganAt);
    commits.push(writes);
  };
  groups = new WriteGroups({ transact, groups: 2, onCommit }, alone);
});

const write = (value: number) => groups.write('3-free', async () => value);
const writes = (count: number) => Array.from({ length: count }, (_, index) => write(index));

test('writes that wait at the same time are one group, and each gets its own answer', async () => {
  expect(await Promise.all(writes(5))).toEqual([0, 1, 2, 3, 4]);

  expect([commits, begun.alone]).toEqual([[5], 0]);
});

test('a group is 100 writes at most, and two groups are written at the same time', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  const all = writes(301);
  await turns(6);
  expect(begun.groups).toBe(2);
  resolve();

  expect(await Promise.all(all)).toEqual(Array.from({ length: 301 }, (_, index) => index));
  expect(commits).toEqual([100, 100, 100, 1]);
});

test('writes that come when nothing waits any more begin a new group', async () => {
  await write(1);
  await turns(3);
  expect(begun.groups).toBe(1);

  expect(await write(2)).toBe(2);
  expect(commits).toEqual([1, 1]);
});

test('when one of a group fails, each is written by itself', async () => {
  const fails = groups.write('3-free', () => Promise.reject(new Error('refused'))).catch((error: unknown) => error);
  const others = writes(2);

  expect(await fails).toEqual(new Error('refused'));
  expect(await Promise.all(others)).toEqual([0, 1]);
  expect([commits, begun]).toEqual([[], { groups: 1, alone: 3 }]);
});

test('a group that another one stood in the way of is written one by one', async () => {
  fault = new DatabaseFaultError('conflict', 'deadlock');

  expect(await Promise.all(writes(2))).toEqual([0, 1]);
  expect(begun).toEqual({ groups: 1, alone: 2 });
});

test('a group that may have been committed, or that the database cannot take, is not written again', async () => {
  for (const final of [
    new DatabaseFaultError('unavailable', 'full'),
    new DatabaseFaultError('disconnected', 'gone', { isInDoubt: true }),
  ]) {
    fault = final;
    const answers = await Promise.allSettled(writes(2));
    expect(answers).toEqual([
      { status: 'rejected', reason: final },
      { status: 'rejected', reason: final },
    ]);
  }
  expect(begun.alone).toBe(0);
});

test('of several errors of a group that of the database counts, since it says what to do', async () => {
  const final = new DatabaseFaultError('unavailable', 'full');
  const outcomes = await Promise.allSettled([
    groups.write('3-free', () => Promise.reject(new Error('a consequence'))),
    groups.write('3-free', () => Promise.reject(final)),
  ]);

  expect(outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason)).toEqual([final, final]);
  expect(begun.alone).toBe(0);
});

test('the first statements of a group are sent in the order of their rows, however long one takes to get to it', async () => {
  const sent: unknown[] = [];
  const toSend = (statement: unknown) => ({ sql: statement }) as CompiledQuery;
  const write = (row: FirstRow, statement: string, turnsBefore = 0) =>
    groups.write(row, async (transaction) => {
      await turns(turnsBefore);
      await transaction.run(toSend(statement));
    });
  session.run = async ({ sql }) => {
    sent.push(sql);
    return [];
  };

  await Promise.all([
    write('3-free', 'claims'),
    write('2-key org_one b', 'inserts b'),
    write('1-job b', 'moves b'),
    write('1-job a', 'moves a', 3),
    write('1-job b', 'moves b again'),
  ]);

  expect(sent).toEqual(['moves a', 'moves b', 'moves b again', 'inserts b', 'claims']);
});

test('what comes last comes when the others of the group have come to it or have ended', async () => {
  const order: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const last = groups.write('3-free', (transaction: SqlTransaction) =>
    transaction.last({ row: '2-usage a', change: async () => void order.push('last') }),
  );
  const slow = groups.write('3-free', async () => {
    await promise;
    order.push('slow');
  });
  await turns(4);
  expect(order).toEqual([]);
  resolve();
  await Promise.all([last, slow]);

  expect(order).toEqual(['slow', 'last']);
});
