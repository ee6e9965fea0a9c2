import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type EmittedResult, type JobRun, JobStopped, type Progress } from '@jobwire/server';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { DocumentInput, ExtractTextInput } from './extract-text-input.ts';
import { type FixtureDocument, fixtureDocuments, footer } from './fixture-documents.ts';
import handlers, { extractText } from './handler.ts';
import { makeRequestBody } from './request-body.ts';

interface TextOutput {
  readonly name: string;
  readonly page_count: number;
  readonly pages: readonly { readonly page: number; readonly text: string }[];
}

/** A job in memory: keeps what the handler hands over, and stops it like the engine does. */
function makeRun(input: ExtractTextInput, options: { emitted?: readonly string[]; refusedCheckpoint?: number } = {}) {
  const controller = new AbortController();
  const results: EmittedResult[] = [];
  const reports: Progress[] = [];
  let checkpoints = 0;
  const hooks: { afterEmit?: () => void } = {};
  const run: JobRun<ExtractTextInput> = {
    jobId: 'job_in_memory',
    input,
    attempt: 1,
    emitted: new Set(options.emitted),
    signal: controller.signal,
    checkpoint: async () => {
      controller.signal.throwIfAborted();
      checkpoints += 1;
      if (checkpoints === options.refusedCheckpoint) throw new JobStopped('fenced');
    },
    progress: async (report) => {
      reports.push(report);
    },
    emit: async (...emitted) => {
      controller.signal.throwIfAborted();
      results.push(...emitted);
      hooks.afterEmit?.();
    },
    log: console,
  };
  return { run, results, reports, hooks, cancel: () => controller.abort(new JobStopped('cancelled')) };
}

async function documentFrom(file: string, members: { id?: string } = {}): Promise<DocumentInput> {
  const bytes = await readFile(new URL(`./fixtures/${file}`, import.meta.url));
  return { ...members, name: file, data: `data:application/pdf;base64,${bytes.toString('base64')}` };
}

function textOf(result: EmittedResult | undefined): TextOutput {
  if (result?.output === undefined) throw new Error(`There is no text in ${JSON.stringify(result)}.`);
  return result.output as TextOutput;
}

const ids = (results: readonly EmittedResult[]) => results.map((result) => result.id);
const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();

const fixturesFolder = fileURLToPath(new URL('./fixtures', import.meta.url));
const validate = new Ajv2020({ strict: true }).compile<ExtractTextInput>(extractText.input);

describe('documents.extract_text', () => {
  it('is what the server loads from the file', () => {
    expect(handlers).toEqual([extractText]);
  });

  it.each(fixtureDocuments.map((fixture): [string, FixtureDocument] => [fixture.file, fixture]))(
    'finds the text of each page of %s on that page',
    async (file, fixture) => {
      const { run, results } = makeRun({ documents: [await documentFrom(file)] });

      await extractText.run(run);

      const { name, page_count, pages } = textOf(results[0]);
      expect({ name, page_count }).toEqual({ name: file, page_count: fixture.pages.length });
      const wanted = fixture.pages.map((lines, index) => ({
        page: index + 1,
        text: [...lines, footer(fixture, index + 1)].join(' '),
      }));
      expect(pages.map(({ page, text }) => ({ page, text: collapse(text) }))).toEqual(wanted);
    },
  );

  it('keeps the lines of a page apart', async () => {
    const { run, results } = makeRun({ documents: [await documentFrom('invoice-2026-0418-koeln.pdf')] });

    await extractText.run(run);

    const { pages } = textOf(results[0]);
    expect(pages[0]?.text.split('\n').map(collapse)).toContain(
      'Mühlenbäckerei Weißgerber GmbH, Große Brunnenstraße 11, 50676 Köln',
    );
  });

  it('fails the result of a damaged and of an encrypted document, and goes on with the next', async () => {
    const { run, results } = makeRun({
      documents: [
        await documentFrom('damaged-scan.pdf', { id: 'damaged' }),
        await documentFrom('locked-payslip.pdf', { id: 'locked' }),
        { id: 'no-pdf', data: `data:application/pdf;base64,${Buffer.from('Dear Sir or Madam').toString('base64')}` },
        await documentFrom('invoice-2026-0417.pdf', { id: 'sound' }),
      ],
    });

    await extractText.run(run);

    expect(
      results.map(({ id, error, output }) => ({ id, code: error?.code, hasOutput: output !== undefined })),
    ).toEqual([
      { id: 'damaged', code: 'unreadable_document', hasOutput: false },
      { id: 'locked', code: 'encrypted_document', hasOutput: false },
      { id: 'no-pdf', code: 'unreadable_document', hasOutput: false },
      { id: 'sound', code: undefined, hasOutput: true },
    ]);
  });

  it('names a document without an id after its position', async () => {
    const invoice = await documentFrom('invoice-2026-0417.pdf');
    const { run, results } = makeRun({ documents: [invoice, { ...invoice, id: 'second' }, invoice] });

    await extractText.run(run);

    expect(ids(results)).toEqual(['document-0', 'second', 'document-2']);
  });

  it('fails before it reads anything when two documents have one id', async () => {
    const invoice = await documentFrom('invoice-2026-0417.pdf', { id: 'twice' });
    const { run, results } = makeRun({ documents: [invoice, invoice] });

    await expect(extractText.run(run)).rejects.toMatchObject({
      name: 'JobFailure',
      code: 'duplicate_document_id',
      retryable: false,
      details: { id: 'twice' },
    });
    expect(results).toEqual([]);
  });

  it('says at the start how many results there will be, and then which document it reads', async () => {
    const { run, reports } = makeRun({
      documents: [await documentFrom('invoice-2026-0417.pdf'), await documentFrom('delivery-note-88120.pdf')],
    });

    await extractText.run(run);

    expect(reports).toEqual([
      { total: 2 },
      { phase: 'Reading invoice-2026-0417.pdf (1 of 2)' },
      { phase: 'Reading delivery-note-88120.pdf (2 of 2)' },
    ]);
  });

  it('emits what it has and no more when it is cancelled after the second document', async () => {
    const { input } = await makeRequestBody([fixturesFolder]);
    const { run, results, hooks, cancel } = makeRun(input);
    hooks.afterEmit = () => {
      if (results.length === 2) cancel();
    };

    await expect(extractText.run(run)).rejects.toMatchObject({ name: 'JobStopped', stopReason: 'cancelled' });

    expect(ids(results)).toEqual(['contract-framework-supply', 'contract-greek-translation']);
  });

  it('stops where a checkpoint says so, even when the signal has not arrived', async () => {
    const { input } = await makeRequestBody([fixturesFolder]);
    const { run, results } = makeRun(input, { refusedCheckpoint: 3 });

    await expect(extractText.run(run)).rejects.toMatchObject({ name: 'JobStopped', stopReason: 'fenced' });

    expect(ids(results)).toEqual(['contract-framework-supply', 'contract-greek-translation']);
  });

  it('ends a pause at once when it is cancelled in it', async () => {
    const invoice = await documentFrom('invoice-2026-0417.pdf');
    const { run, results, hooks, cancel } = makeRun({ documents: [invoice, invoice], pause_ms: 10_000 });
    let cancelled: Promise<void> = Promise.resolve();
    let begin = 0;
    hooks.afterEmit = () => {
      begin = performance.now();
      cancelled = setImmediate().then(cancel);
    };

    await expect(extractText.run(run)).rejects.toMatchObject({ name: 'JobStopped', stopReason: 'cancelled' });

    await cancelled;
    expect(performance.now() - begin).toBeLessThan(9_000);
    expect(ids(results)).toEqual(['document-0']);
  });

  it('skips in a new attempt what an earlier one emitted', async () => {
    const invoice = await documentFrom('invoice-2026-0417.pdf');
    const documents = [invoice, { ...invoice, id: 'second' }, invoice, invoice];
    const { run, results, reports } = makeRun({ documents }, { emitted: ['document-0', 'second'] });

    await extractText.run(run);

    expect(ids(results)).toEqual(['document-2', 'document-3']);
    expect(reports[0]).toEqual({ total: 4 });
  });
});

describe('the input schema', () => {
  it('accepts the request made from the fixtures', async () => {
    const { type, input } = await makeRequestBody([fixturesFolder], { pauseMs: 500 });

    expect(type).toBe(extractText.type);
    expect(input.documents).toHaveLength(14);
    expect(validate(input), JSON.stringify(validate.errors)).toBe(true);
  });

  it('accepts a document of twenty million characters', () => {
    expect(validate({ documents: [{ data: `data:application/pdf;base64,${'A'.repeat(20_000_000)}` }] })).toBe(true);
  });

  const data = 'data:application/pdf;base64,JVBERi0=';
  it.each<[string, unknown]>([
    ['no documents member', {}],
    ['no document', { documents: [] }],
    ['1,001 documents', { documents: Array.from({ length: 1001 }, () => ({ data })) }],
    ['a document without data', { documents: [{ id: 'a' }] }],
    ['an address instead of a data URL', { documents: [{ data: 'https://example.com/a.pdf' }] }],
    ['another media type', { documents: [{ data: 'data:text/plain;base64,JVBERi0=' }] }],
    ['a data URL that is not base64', { documents: [{ data: 'data:application/pdf;base64,%PDF' }] }],
    ['a data URL without content', { documents: [{ data: 'data:application/pdf;base64,' }] }],
    ['an empty id', { documents: [{ id: '', data }] }],
    ['an unknown member of a document', { documents: [{ data, password: 'x' }] }],
    ['an unknown member beside the documents', { documents: [{ data }], ocr: true }],
    ['a pause above ten seconds', { documents: [{ data }], pause_ms: 10_001 }],
    ['a pause in fractions', { documents: [{ data }], pause_ms: 0.5 }],
  ])('refuses %s', (_, input) => {
    expect(validate(input)).toBe(false);
  });
});
