import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

function parentFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'jobwire-make-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  return parent;
}

test('a folder is made with those above it that are missing, for whom it is meant, and one that exists is kept', () => {
  const folder = join(parentFolder(), 'a', 'b', 'c');

  makeFolder(folder, 0o700);
  makeFolder(folder);

  for (const made of [folder, dirname(folder)]) expect(statSync(made).mode & 0o777).toBe(0o700);
});

test('a folder is for all whom the process lets use it, where nothing else is said', () => {
  const folder = join(parentFolder(), 'a');

  makeFolder(folder);

  expect(statSync(folder).mode & 0o777).toBe(0o777 & ~process.umask());
});

test('a folder that cannot be made is an error, and never a search without an end', () => {
  const parent = parentFolder();
  writeFileSync(join(parent, 'file'), '');
  symlinkSync(join(parent, 'nowhere'), join(parent, 'link'));
  for (const name of ['file', 'file/a', 'file/a/b', 'link', 'link/a']) {
    expect(() => makeFolder(join(parent, name)), name).toThrow(/^E(EXIST|NOTDIR|NOENT)/);
  }
});

// Where folders are made that the system makes up, no other can be added.
test.runIf(process.platform === 'linux')('a folder below /proc is refused at once', () => {
  for (const folder of ['/proc/jobwire', '/proc/jobwire/data'])
    expect(() => makeFolder(folder)).toThrow(/^ENOENT.*mkdir/);
});
