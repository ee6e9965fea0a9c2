import { setImmediate } from 'node:timers/promises';
import { getDocumentProxy } from 'unpdf';
import { DocumentError } from './document-error.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The text of one page. */
export interface PageText {
  /** 1 for the first page. */
  readonly page: number;
  readonly text: string;
}

/**
 * Reads the text of a PDF file page by page.
 *
 * @param signal Looked at before every page; its reason is thrown as it is.
 * @throws {@link DocumentError} when the bytes are not a PDF, are damaged, or need a password.
 */
export async function readPdfPages(bytes: Uint8Array, signal: AbortSignal): Promise<PageText[]> {
  const pdf = await open(bytes);
  try {
    const pages: PageText[] = [];
    for (let page = 1; page <= pdf.numPages; page += 1) {
      // pdf.js parses on this thread and promises no turn of the event loop to anybody else. With one between pages the
      // server keeps answering, and a cancel arrives, while a long document is read.
      await setImmediate();
      signal.throwIfAborted();
      pages.push({ page, text: await readPage(pdf, page) });
    }
    return pages;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // 0: errors only. What pdf.js repairs on the way is no business of the server's log.
    return await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    throw toDocumentError(error);
  }
}

async function readPage(pdf: PdfDocument, number: number): Promise<string> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    page.cleanup();
    return text.trim();
  } catch (error) {
    throw toDocumentError(error);
  }
}

function toDocumentError(cause: unknown): DocumentError {
  if (cause instanceof Error && cause.name === 'PasswordException') {
    return new DocumentError(
      'encrypted_document',
      'The document is encrypted; remove its password and send it again.',
      {
        cause,
      },
    );
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DocumentError('unreadable_document', `The document cannot be read as a PDF: ${reason}`, { cause });
}
