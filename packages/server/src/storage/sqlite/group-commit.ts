import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import type { CommitListener } from '../sql-database.ts';
import { FilesInPlace } from './files-in-place.ts';

interface Write {
  run(): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** So that one commit never keeps the event loop for long. */
const largestGroup = 256;

/**
 * Commits writes that wait at the same time together: a commit costs one fsync however many writes it carries. Each
 * write is answered only after the commit that carries it, and one that throws takes back its own changes alone.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #onCommit: CommitListener;
  readonly #files: FilesInPlace;
  #waiting: Write[] = [];
  #scheduled = false;
  /** Resolves when the group under way is committed; null between groups. */
  underWay: Promise<void> | null = null;

  constructor(database: DatabaseSync, onCommit: CommitListener = () => {}) {
    this.#database = database;
    this.#onCommit = onCommit;
    this.#files = new FilesInPlace(database);
  }

  write<Value>(run: () => Promise<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ run, resolve: resolve as Write['resolve'], reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.underWay !== null) {
      await (this.underWay ?? new Promise<void>((resolve) => setImmediate(resolve)));
    }
  }

  /** After the current round of I/O, so that every request that arrived in it is in the group. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.underWay = this.#commitGroup().finally(() => {
        this.underWay = null;
        this.#scheduled = false;
        if (this.#waiting.length > 0) this.#schedule();
      });
    });
  }

  async #commitGroup(): Promise<void> {
    const group = this.#waiting.splice(0, largestGroup);
    const outcomes: Outcome[] = [];
    const began = performance.now();
    try {
      this.#database.exec('begin immediate');
      for (const write of group) outcomes.push(await this.#runAlone(write));
      this.#files.check();
      this.#database.exec('commit');
      this.#onCommit(group.length, performance.now() - began);
    } catch (error) {
      this.#rollBack();
      for (const write of group) write.reject(new StoreUnavailableError(error));
      return;
    }
    for (const [index, write] of group.entries()) {
      const outcome = outcomes[index] as Outcome;
      if ('error' in outcome) write.reject(outcome.error);
      else write.resolve(outcome.value);
    }
  }

  #rollBack(): void {
    // A handler that nobody waits for any more may still write after the database was closed.
    if (!this.#database.isOpen || !this.#database.isTransaction) return;
    try {
      this.#database.exec('rollback');
    } catch {
      // The next group cannot begin then, and comes here again: until it succeeds, every write is refused.
    }
  }

  async #runAlone(write: Write): Promise<Outcome> {
    this.#database.exec('savepoint one_write');
    try {
      const value = await write.run();
      this.#database.exec('release one_write');
      return { value };
    } catch (error) {
      // A full disk or an I/O error has already rolled the whole transaction back: then no write of the group is kept.
      if (!this.#database.isTransaction) throw error;
      this.#database.exec('rollback to one_write');
      this.#database.exec('release one_write');
      return { error };
    }
  }
}
