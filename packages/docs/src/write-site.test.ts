import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spec } from '@jobwire/contract/spec';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ForeignPageError } from './foreign-page-error.ts';
import { NotAFolderError } from './not-a-folder-error.ts';
import { siteFiles } from './site-files.ts';
import { writeSite } from './write-site.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-docs-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the folder is created, and the files written are told', async () => {
  const site = join(folder, 'site');
  const { files, bytes } = await writeSite(site);
  expect(files[0]).toBe(join(site, 'index.html'));
  expect(files).toEqual(Array.from((await siteFiles()).keys(), (name) => join(site, name)));
  expect(bytes).toBeGreaterThan(1_000_000);
  for (const [name, { text }] of await siteFiles()) expect(await readFile(join(site, name), 'utf8')).toBe(text);
  expect(JSON.parse(await readFile(join(site, 'openapi.json'), 'utf8'))).toEqual(spec);
});

test('a second call replaces the files of the first and leaves others alone', async () => {
  await writeFile(join(folder, 'CNAME'), 'docs.example.org');
  await writeSite(folder);
  const page = await readFile(join(folder, 'limits.html'), 'utf8');
  await writeFile(join(folder, 'limits.html'), page.replace('<h1>', '<h1>Old '));
  await writeSite(folder);
  expect(await readFile(join(folder, 'limits.html'), 'utf8')).toBe(page);
  expect(await readFile(join(folder, 'CNAME'), 'utf8')).toBe('docs.example.org');
});

test('a page that somebody else made is not replaced, and nothing is written beside it', async () => {
  await writeFile(join(folder, 'index.html'), '<title>My own</title>');
  const error = await writeSite(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ForeignPageError);
  expect((error as Error).message).toContain(join(folder, 'index.html'));
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toBe('<title>My own</title>');
  await expect(readFile(join(folder, 'reference.html'))).rejects.toThrow('ENOENT');
});

test('folders above that are missing are not created', async () => {
  await expect(writeSite(join(folder, 'a', 'site'))).rejects.toThrow(/^ENOENT.*mkdir/);
  expect(await readdir(folder)).toEqual([]);
});

// Where folders are made that the system makes up, no other can be added, and Node would look for an end of it forever.
test.runIf(process.platform === 'linux')('a folder below /proc is refused at once', async () => {
  for (const site of ['/proc/site', '/proc/a/site']) await expect(writeSite(site)).rejects.toThrow(/^ENOENT.*mkdir/);
});

test.each([
  { given: 'the path is a file', below: '' },
  { given: 'a part of the path is a file', below: 'site' },
])('an error names the path when $given', async ({ below }) => {
  const file = join(folder, 'file');
  await writeFile(file, 'kept');
  const error = await writeSite(join(file, below)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NotAFolderError);
  expect((error as Error).message).toContain(join(file, below));
  expect(await readFile(file, 'utf8')).toBe('kept');
});
