import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLocalKey, localKeyFile, makeLocalKey, readLocalKey } from './local-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

test('a key has 256 random bits and is never the same (S5)', () => {
  const [one, other] = [makeLocalKey(), makeLocalKey()];
  expect(Buffer.from(one.slice('sk_'.length), 'base64url')).toHaveLength(32);
  expect(one).not.toBe(other);
});

test('a folder that has no key, or does not exist, gives none', async () => {
  expect(await readLocalKey(folder)).toBeNull();
  expect(await readLocalKey(join(folder, 'missing'))).toBeNull();
});

test('a kept key is read back, from a file that only its owner can read', async () => {
  const key = makeLocalKey();
  await keepLocalKey(folder, key);
  expect(await readLocalKey(folder)).toBe(key);
  expect(await modeOf(localKeyFile(folder))).toBe(0o600);
});

test('a file that was opened to others is closed again', async () => {
  await keepLocalKey(folder, makeLocalKey());
  await chmod(localKeyFile(folder), 0o644);
  await readLocalKey(folder);
  expect(await modeOf(localKeyFile(folder))).toBe(0o600);
});

test('a key that is there is never overwritten', async () => {
  const key = makeLocalKey();
  await keepLocalKey(folder, key);
  await expect(keepLocalKey(folder, makeLocalKey())).rejects.toThrow('EEXIST');
  expect(await readLocalKey(folder)).toBe(key);
});

test('a file that holds something else is refused and not shown', async () => {
  await writeFile(localKeyFile(folder), 'hunter2\n');
  await expect(readLocalKey(folder)).rejects.toThrow(/does not hold a key.*Remove it/);
  await expect(readLocalKey(folder)).rejects.not.toThrow('hunter2');
});

test('a folder in place of the file is refused', async () => {
  await mkdir(localKeyFile(folder));
  await expect(readLocalKey(folder)).rejects.toThrow(/cannot be read: EISDIR/);
});
