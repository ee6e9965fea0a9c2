import { setTimeout } from 'node:timers/promises';
import { defineJob, type EmittedResult, JobFailure } from '@jobwire/server';
import { DocumentError } from './document-error.ts';
import {
  type DocumentInput,
  type ExtractTextInput,
  extractTextInputSchema,
  extractTextType,
} from './extract-text-input.ts';
import { readPdfPages } from './read-pdf-pages.ts';

/** A document that is sure to have an id and a name. */
interface NamedDocument {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/** Reads a batch of PDF documents and hands over the text of each as soon as it has it. */
export const extractText = defineJob<ExtractTextInput>({
  type: extractTextType,
  description: 'Extracts the text of PDF documents, page by page: one result for each document.',
  input: extractTextInputSchema,
  async run({ input, emitted, signal, checkpoint, progress, emit }) {
    const documents = nameDocuments(input.documents);
    await progress({ total: documents.length });

    let first = true;
    for (const [index, document] of documents.entries()) {
      if (emitted.has(document.id)) continue;
      if (!first) await pause(input.pause_ms ?? 0, signal);
      first = false;
      await checkpoint();
      await progress({ phase: `Reading ${document.name} (${index + 1} of ${documents.length})` });
      await emit(await extractDocument(document, signal));
    }
  },
});

export default [extractText];

async function extractDocument({ id, name, data }: NamedDocument, signal: AbortSignal): Promise<EmittedResult> {
  try {
    const pages = await readPdfPages(decodeDataUrl(data), signal);
    return { id, output: { name, page_count: pages.length, pages } };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { id, error: { code: error.code, message: error.message } };
  }
}

/** An id from the position is the same in every attempt, so that a new attempt neither skips nor doubles a document. */
function nameDocuments(documents: readonly DocumentInput[]): NamedDocument[] {
  const ids = new Set<string>();
  return documents.map((document, index) => {
    const id = document.id ?? `document-${index}`;
    // The second result of an id counts for nothing, so the text of this document would be lost in silence.
    if (ids.has(id)) {
      throw new JobFailure('duplicate_document_id', `Two documents have the id ${id}; give each its own.`, {
        details: { id },
      });
    }
    ids.add(id);
    return { id, name: document.name ?? id, data: document.data };
  });
}

function decodeDataUrl(url: string): Uint8Array {
  // A copy, because pdf.js refuses a Buffer and takes the memory that it is given.
  return new Uint8Array(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds === 0) return;
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    // The timer throws an AbortError of its own; what has to pass is the reason of the signal.
    signal.throwIfAborted();
    throw error;
  }
}
