import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Sees whether the files that a database writes are still those which the next start will read. A file that was deleted or
 * replaced takes writes as before, and with the process all of them are gone.
 */
export class FilesInPlace {
  readonly #paths: readonly string[];
  readonly #known = new Map<string, string>();

  /** A database in memory has no files. */
  constructor(database: DatabaseSync) {
    const path = database.location();
    this.#paths = path === null ? [] : [path, `${path}-wal`];
    this.check();
  }

  /** @throws when a file is not there any more, or is another one. */
  check(): void {
    for (const path of this.#paths) {
      const known = this.#known.get(path);
      const found = identityOf(path);
      if (known === undefined && found !== null) this.#known.set(path, found);
      if (known === undefined || known === found) continue;
      throw new Error(`${basename(path)} was deleted, moved or replaced; put it back, or start the server anew`);
    }
  }
}

function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
}
