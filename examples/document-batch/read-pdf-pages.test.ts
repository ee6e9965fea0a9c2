import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { JobStopped } from '@jobwire/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPdfPages } from './read-pdf-pages.ts';

const lease = new URL('./fixtures/contract-warehouse-lease.pdf', import.meta.url);

/** A copy each time, because reading takes the memory that it is given. */
const leaseBytes = async () => new Uint8Array(await readFile(lease));

describe('readPdfPages', () => {
  // The first document loads pdf.js, which takes many turns of the event loop.
  beforeAll(async () => {
    await readPdfPages(await leaseBytes(), new AbortController().signal);
  });

  it('throws the reason of a signal that was aborted before', async () => {
    const reason = new JobStopped('cancelled');

    await expect(readPdfPages(await leaseBytes(), AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('stops between two pages when the signal is aborted there', async () => {
    const controller = new AbortController();
    const reason = new JobStopped('cancelled');

    const reading = readPdfPages(await leaseBytes(), controller.signal);
    // Six pages take six turns of the event loop at least; after the first one there are pages left.
    setImmediate().then(() => controller.abort(reason));

    await expect(reading).rejects.toBe(reason);
  });

  it('gives the event loop a turn for each page', async () => {
    const reading = readPdfPages(await leaseBytes(), new AbortController().signal);
    let turns = 0;
    let pages: Awaited<typeof reading> | null = null;
    while (pages === null) {
      pages = await Promise.race([reading, setImmediate(null)]);
      turns += 1;
    }

    expect(turns).toBeGreaterThanOrEqual(pages.length);
  });

  it.each<[string, { given: Uint8Array; want: { code: string; message: RegExp } }]>([
    [
      'no bytes',
      {
        given: new Uint8Array(),
        want: { code: 'unreadable_document', message: /^The document cannot be read as a PDF: / },
      },
    ],
    [
      'a text file',
      {
        given: new TextEncoder().encode('Dear Sir or Madam'),
        want: { code: 'unreadable_document', message: /^The document cannot be read as a PDF: / },
      },
    ],
  ])('throws a DocumentError for %s', async (_, { given, want }) => {
    await expect(readPdfPages(given, new AbortController().signal)).rejects.toMatchObject({
      name: 'DocumentError',
      code: want.code,
      message: expect.stringMatching(want.message),
    });
  });
});
