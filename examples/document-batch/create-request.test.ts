import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('./create-request.ts', import.meta.url));
const invoice = fileURLToPath(new URL('./fixtures/invoice-2026-0417.pdf', import.meta.url));

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function createRequest(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('create-request', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'document-batch-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('prints a body below one mebibyte for the fixtures when it gets no files', async () => {
    const { exitCode, stdout, stderr } = await createRequest();

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(Buffer.byteLength(stdout)).toBeLessThan(1024 * 1024);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'documents.extract_text', name: 'Text of 14 documents' });
  });

  it('takes files, folders and a pause', async () => {
    await copyFile(invoice, join(folder, 'b.pdf'));
    await copyFile(invoice, join(folder, 'a.PDF'));
    await writeFile(join(folder, 'notes.txt'), 'not for the job');

    const { stdout } = await createRequest('--pause-ms', '1500', invoice, folder);

    const { input } = JSON.parse(stdout);
    expect(input.pause_ms).toBe(1500);
    expect(input.documents.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual([
      ['invoice-2026-0417', 'invoice-2026-0417.pdf'],
      ['a', 'a.PDF'],
      ['b', 'b.pdf'],
    ]);
  });

  it('warns when the body is above one mebibyte, and prints it all the same', async () => {
    await writeFile(join(folder, 'large.pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1024 * 1024)]));

    const { exitCode, stdout, stderr } = await createRequest(folder);

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).input.documents).toHaveLength(1);
    expect(stderr).toMatch(/^create-request: warning: the body has \d+ bytes, more than the 1048576 .*\n$/);
  });

  it('explains its use', async () => {
    const { exitCode, stdout } = await createRequest('--help');

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: node examples\/document-batch\/create-request\.ts/);
  });

  it.each<[string, { given: (folder: string) => string[] | Promise<string[]>; want: RegExp }]>([
    ['a missing file', { given: (at) => [join(at, 'missing.pdf')], want: /missing\.pdf does not exist\.$/ }],
    ['a folder without PDF files', { given: (at) => [at], want: /No \.pdf file in / }],
    [
      'a file that is not a PDF',
      {
        given: async (at) => {
          await writeFile(join(at, 'letter.pdf'), 'Dear Sir or Madam');
          return [at];
        },
        want: /letter\.pdf is not a PDF file\.$/,
      },
    ],
    [
      'two files of one name',
      {
        given: async (at) => {
          await mkdir(join(at, 'copy'));
          await copyFile(invoice, join(at, 'copy', 'invoice-2026-0417.pdf'));
          return [invoice, join(at, 'copy')];
        },
        want: /Two files are called invoice-2026-0417\.pdf; rename one of them\.$/,
      },
    ],
    [
      'a pause that is no number',
      { given: () => ['--pause-ms', 'long'], want: /takes a whole number from 0 to 10000/ },
    ],
    ['a pause above the limit', { given: () => ['--pause-ms', '10001'], want: /takes a whole number from 0 to 10000/ }],
    ['an unknown option', { given: () => ['--ocr'], want: /Unknown option '--ocr'/ }],
  ])('says in one line what is wrong with %s', async (_, { given, want }) => {
    const { exitCode, stdout, stderr } = await createRequest(...(await given(folder)));

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr.trimEnd()).toMatch(want);
  });
});
