import { readFile } from 'node:fs/promises';
import type { OpenApiDocument } from '@jobwire/contract/spec';
import { parseDocument } from 'yaml';
import { operationsOf } from '../asking/operations-of.ts';
import { SpecFileError } from './spec-file-error.ts';

/**
 * Reads an OpenAPI 3.1 document, as YAML or JSON, that a mock can answer from.
 *
 * @throws {SpecFileError} that names the file, the place and what is wrong there.
 */
export async function readSpecFile(file: string): Promise<OpenApiDocument> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SpecFileError(file, `it cannot be read (${error.code ?? error.message})`);
  });
  const document = parseDocument(text);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    const { line = 1, col = 1 } = syntaxError.linePos?.[0] ?? {};
    const [what = ''] = syntaxError.message.split(/ at line \d+/);
    throw new SpecFileError(file, `line ${line}, column ${col}: ${what}`);
  }
  const spec: unknown = document.toJS();
  if (!isDocument(spec)) {
    throw new SpecFileError(file, 'it is no OpenAPI document: it has to have `openapi: 3.…` and `paths`');
  }
  refuseUnanswerable(file, spec);
  return spec;
}

function isDocument(value: unknown): value is OpenApiDocument {
  const { openapi, paths } = (value ?? {}) as Record<string, unknown>;
  return typeof openapi === 'string' && openapi.startsWith('3.') && typeof paths === 'object' && paths !== null;
}

/** What would be found out only when somebody asks for it. */
function refuseUnanswerable(file: string, spec: OpenApiDocument): void {
  try {
    for (const { operationId, responses, hasOtherResponses } of operationsOf(spec)) {
      if (responses.length === 0 && !hasOtherResponses)
        throw new Error(`The operation ${operationId} has no response.`);
    }
  } catch (error) {
    throw new SpecFileError(file, (error as Error).message.replace(/\.$/, ''));
  }
}
