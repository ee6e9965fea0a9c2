import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type DocumentInput, type ExtractTextInput, extractTextType, maxDocuments } from './extract-text-input.ts';

/** What `POST /v1/jobs` takes. */
export interface RequestBody {
  readonly type: string;
  readonly name: string;
  readonly input: ExtractTextInput;
}

/** The files or the wish of the caller cannot become a request; the message is one line for people. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/**
 * Makes the request that creates a job for some PDF files.
 *
 * @param paths Files, and folders for all the `.pdf` files in them.
 * @throws {@link RequestError} when a file is missing or no PDF, when there are none or too many, or two share a name.
 */
export async function makeRequestBody(
  paths: readonly string[],
  options: { pauseMs?: number } = {},
): Promise<RequestBody> {
  const files = (await Promise.all(paths.map(listPdfFiles))).flat();
  if (files.length === 0) throw new RequestError(`No .pdf file in ${paths.join(', ')}.`);
  if (files.length > maxDocuments) {
    throw new RequestError(`${files.length} files are too many: one job takes ${maxDocuments} documents.`);
  }

  const documents: DocumentInput[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    const document = await readDocument(file);
    if (ids.has(document.id)) throw new RequestError(`Two files are called ${document.name}; rename one of them.`);
    ids.add(document.id);
    documents.push(document);
  }
  return {
    type: extractTextType,
    name: `Text of ${documents.length} ${documents.length === 1 ? 'document' : 'documents'}`,
    input: { documents, ...(options.pauseMs === undefined ? {} : { pause_ms: options.pauseMs }) },
  };
}

async function listPdfFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new RequestError(`${path} does not exist.`);
  if (!found.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => name.toLowerCase().endsWith('.pdf'))
    .sort()
    .map((name) => join(path, name));
}

async function readDocument(file: string): Promise<DocumentInput & { id: string; name: string }> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new RequestError(`${file} cannot be read: ${error.message}`);
  });
  if (!bytes.subarray(0, 1024).includes('%PDF-')) throw new RequestError(`${file} is not a PDF file.`);
  const name = basename(file);
  return {
    id: name.replace(/\.pdf$/i, ''),
    name,
    data: `data:application/pdf;base64,${bytes.toString('base64')}`,
  };
}
