import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** The organization that the key of a server without configured keys belongs to. */
export const localOrganization = 'local';

const keyPattern = /^sk_[A-Za-z0-9_-]{43}$/;

/** Where the key of a data folder is kept. */
export function localKeyFile(folder: string): string {
  return join(folder, 'api-key');
}

/** A new key of 256 random bits. */
export function makeLocalKey(): string {
  return `sk_${randomBytes(32).toString('base64url')}`;
}

/**
 * The key that an earlier start kept in the data folder; null when there is none. Nobody but the owner can read the file
 * afterwards, whatever has been done to it.
 *
 * @throws {UsageError} when the file cannot be read, or holds something else.
 */
export async function readLocalKey(folder: string): Promise<string | null> {
  const file = localKeyFile(folder);
  try {
    const key = (await readFile(file, 'utf8')).trim();
    if (!keyPattern.test(key)) {
      throw new UsageError(`The file ${file} does not hold a key that jobwire made. Remove it to have a new key made.`);
    }
    await chmod(file, 0o600);
    return key;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code === undefined) throw error;
    throw new UsageError(
      `The key of this server cannot be read: ${message}. Make ${file} readable, or set JOBWIRE_API_KEYS.`,
    );
  }
}

/**
 * Keeps a key for the next start. Call it only while the data folder is locked and holds none.
 *
 * @throws {UsageError} when the file cannot be written.
 */
export async function keepLocalKey(folder: string, key: string): Promise<void> {
  const file = localKeyFile(folder);
  await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' }).catch((error: Error) => {
    throw new UsageError(
      `The key of this server cannot be kept: ${error.message}. Make ${folder} writable, or set JOBWIRE_API_KEYS.`,
    );
  });
}
