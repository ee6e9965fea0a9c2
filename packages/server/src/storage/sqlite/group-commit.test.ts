import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import { newJob } from '../../test/new-job.ts';
import { turns } from '../../test/test-clock.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { GroupCommit } from './group-commit.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

/** A database that writes down the statements that begin and end transactions. */
class ObservedDatabase extends DatabaseSync {
  readonly executed: string[] = [];
  /** Statements that fail the next time they come. */
  readonly failing = new Set<string>();

  override exec(text: string): void {
    this.executed.push(text);
    if (this.failing.delete(text)) throw new Error(`${text} fails, for once`);
    super.exec(text);
  }

  count(text: string): number {
    return this.executed.filter((executed) => executed === text).length;
  }
}

describe('a group of writes', () => {
  let database: ObservedDatabase;
  let commits: GroupCommit;
  let told: [writes: number, durationMs: number][];

  beforeEach(() => {
    database = new ObservedDatabase(':memory:');
    database.exec('create table kept (word text primary key)');
    told = [];
    commits = new GroupCommit(database, (...commit) => told.push(commit));
  });

  afterEach(() => {
    if (database.isOpen) database.close();
  });

  function keep(word: string): Promise<string> {
    return commits.write(async () => {
      insert(word);
      return word;
    });
  }

  function insert(word: string): void {
    database.prepare('insert into kept values (?)').run(word);
  }

  function kept(): string[] {
    return database
      .prepare('select word from kept order by word')
      .all()
      .map(({ word }) => String(word));
  }

  test('writes that wait at the same time share one commit', async () => {
    const words = Array.from({ length: 100 }, (_, index) => `word-${index}`);

    expect(await Promise.all(words.map(keep))).toEqual(words);

    expect(database.count('commit')).toBe(1);
    expect(kept()).toEqual(words.toSorted());
  });

  test('a write that comes while a group is under way goes into the next one', async () => {
    let second: Promise<string> | undefined;
    const first = commits.write(async () => {
      second = keep('second');
      return 'first';
    });

    await first;
    expect(database.count('commit')).toBe(1);
    expect(kept()).toEqual([]);
    await second;
    expect(database.count('commit')).toBe(2);
    expect(kept()).toEqual(['second']);
  });

  test('a write is answered only after its commit', async () => {
    const order: string[] = [];
    const release = Promise.withResolvers<void>();
    const first = keep('first').then(() => order.push('first answered'));
    const slow = commits.write(async () => {
      await release.promise;
      insert('slow');
    });

    await turns(5);
    expect(order).toEqual([]);
    expect(database.count('commit')).toBe(0);
    release.resolve();
    await Promise.all([first, slow]);
    expect(order).toEqual(['first answered']);
    expect(database.executed.at(-1)).toBe('commit');
  });

  test('each commit is told with its number of writes and how long it took, and none that failed is', async () => {
    const began = performance.now();
    await Promise.all([keep('one'), keep('two'), keep('two').catch(() => {})]);
    const tookMs = performance.now() - began;
    database.failing.add('commit');
    await keep('three').catch(() => {});

    expect(told).toEqual([[3, expect.any(Number)]]);
    expect(told[0]?.[1]).toBeGreaterThan(0);
    expect(told[0]?.[1]).toBeLessThanOrEqual(tookMs);
  });

  test('no write leaves a savepoint behind, and no group is begun that nobody waits for', async () => {
    database.executed.length = 0;
    await Promise.allSettled([keep('same'), keep('same'), keep('other')]);
    await turns(3);

    const taken = ['savepoint one_write', 'release one_write'];
    const takenBack = ['savepoint one_write', 'rollback to one_write', 'release one_write'];
    expect(database.executed).toEqual(['begin immediate', ...taken, ...takenBack, ...taken, 'commit']);
  });

  test('a write that throws takes back its own changes alone', async () => {
    const outcomes = await Promise.allSettled([
      keep('before'),
      commits.write(async () => {
        insert('taken back');
        throw new Error('thought better of it');
      }),
      keep('before'),
      keep('after'),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { message: 'thought better of it' } });
    expect(kept()).toEqual(['after', 'before']);
    expect(database.count('commit')).toBe(1);
  });

  test('a commit that fails refuses every write of its group, keeps none, and the next group goes on', async () => {
    database.failing.add('commit');

    const outcomes = await Promise.allSettled([keep('one'), keep('two')]);

    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailableError) });
      expect(outcome).toMatchObject({ reason: { mayBeStored: false } });
    }
    expect(kept()).toEqual([]);
    await keep('three');
    expect(kept()).toEqual(['three']);
  });

  test('a transaction that cannot begin refuses its writes, and the next group goes on', async () => {
    database.failing.add('begin immediate');

    await expect(keep('one')).rejects.toBeInstanceOf(StoreUnavailableError);

    await keep('two');
    expect(kept()).toEqual(['two']);
  });

  test('a write that loses the whole transaction, as on a full disk, refuses its group', async () => {
    const outcomes = await Promise.allSettled([
      keep('one'),
      commits.write(async () => {
        database.exec('rollback');
        throw new Error('disk full');
      }),
      keep('three'),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(kept()).toEqual([]);
  });

  test('a commit that fails and cannot be taken back either refuses its writes, and the next group but one goes on', async () => {
    database.failing.add('commit').add('rollback');

    await expect(keep('one')).rejects.toBeInstanceOf(StoreUnavailableError);

    await expect(keep('two')).rejects.toBeInstanceOf(StoreUnavailableError);
    await keep('three');
    expect(kept()).toEqual(['three']);
  });

  test('more writes than a group holds are spread over several commits and all kept', async () => {
    const words = Array.from({ length: 600 }, (_, index) => `word-${index}`);

    await Promise.all(words.map(keep));

    expect(kept()).toHaveLength(600);
    expect(database.count('commit')).toBe(3);
  });

  test('draining waits for everything that waits', async () => {
    const words = Array.from({ length: 600 }, (_, index) => `word-${index}`);
    const written = Promise.all(words.map(keep));

    await commits.drain();

    expect(kept()).toHaveLength(600);
    await written;
  });

  test.each([1, 2])('draining waits for the last of %i writes', async (writes) => {
    const written = Promise.all(Array.from({ length: writes }, (_, index) => keep(`word-${index}`)));

    await commits.drain();

    expect(kept()).toHaveLength(writes);
    await written;
  });

  test('a write after the database is closed is refused', async () => {
    database.close();

    await expect(keep('late')).rejects.toBeInstanceOf(StoreUnavailableError);
  });
});

describe('reads beside a group', () => {
  test('never see what is not committed', async () => {
    const database = await openSqliteDatabase(':memory:');
    const store = new SqlJobStore(database);
    const job = newJob();
    const release = Promise.withResolvers<void>();
    const created = store.create(job);
    const slow = database.write('3-free', () => release.promise);
    await turns(3);

    let seen: unknown = 'nothing yet';
    const read = store.find(job.organizationId, job.id).then((found) => {
      seen = found;
    });
    await turns(3);
    expect(seen).toBe('nothing yet');
    release.resolve();
    await Promise.all([created, slow, read]);

    expect(seen).toMatchObject({ id: job.id });
    await store.close();
  });

  test('see nothing of a write that was taken back', async () => {
    const database = await openSqliteDatabase(':memory:');
    const store = new SqlJobStore(database);
    const job = await store.create(newJob());
    const release = Promise.withResolvers<void>();
    const failed = database.write('3-free', async (session) => {
      await session.run(database.builder.updateTable('jobs').set({ name: 'never' }).compile());
      await release.promise;
      throw new Error('taken back');
    });
    await turns(3);
    const read = store.find(job.organizationId, job.id);
    release.resolve();

    await expect(failed).rejects.toThrow('taken back');
    expect(await read).toEqual(job);
    await store.close();
  });
});
