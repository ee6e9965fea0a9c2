import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spec } from '@jobwire/contract/spec';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NotAFolderError } from './not-a-folder-error.ts';
import { referencePage } from './reference-page.ts';
import { writeSite } from './write-site.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-docs-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the folder is created, and the files written are told', async () => {
  const site = join(folder, 'a', 'site');
  expect(await writeSite(site)).toEqual([join(site, 'index.html'), join(site, 'openapi.json')]);
  expect(await readFile(join(site, 'index.html'), 'utf8')).toBe(await referencePage());
  expect(JSON.parse(await readFile(join(site, 'openapi.json'), 'utf8'))).toEqual(spec);
});

test('a second call replaces the files of the first and leaves others alone', async () => {
  await writeFile(join(folder, 'CNAME'), 'docs.example.org');
  await writeSite(folder, { title: 'First' });
  await writeSite(folder, { title: 'Second' });
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('<title>Second</title>');
  expect(await readFile(join(folder, 'CNAME'), 'utf8')).toBe('docs.example.org');
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
