import type { NewJobResult } from '../domain/job-result.ts';
import { handedText } from './handed-text.ts';
import { heldDetails } from './held-details.ts';
import type { EmittedResult } from './job-definition.ts';
import { storableError } from './job-error-of.ts';
import { jsonTextOf } from './json-text.ts';
import { largestHanded } from './largest-handed.ts';

/**
 * A result as it is stored.
 *
 * @throws TypeError that names the member which cannot be told to a reader as it is.
 * @throws RangeError when it is larger than 16 MiB with its id.
 */
export function storedResult(result: EmittedResult, createdAt: number): NewJobResult {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw new TypeError('Each result is an object with id, output or error: hand a list over as emit(...results).');
  }
  const itemId = result.id === undefined ? null : handedText('The id of a result', result.id);
  if (result.error === undefined || result.error === null) {
    const output = 'output' in result ? jsonTextOf(result.output, 'output') : 'null';
    refuseTooLarge(itemId, output);
    return { itemId, status: 'completed', output, error: null, createdAt };
  }
  if (result.output !== undefined && result.output !== null) {
    throw new TypeError(
      'A result has an output or an error, not both: say in error.details what a failed item produced, or leave error out.',
    );
  }
  const { code, message, retryable = false, details } = result.error;
  const error = storableError({ code, message, retryable, details: heldDetails(details, 'error.details') });
  refuseTooLarge(itemId, JSON.stringify(error));
  return { itemId, status: 'failed', output: null, error, createdAt };
}

function refuseTooLarge(itemId: string | null, json: string): void {
  const bytes = Buffer.byteLength(json) + Buffer.byteLength(itemId ?? '');
  if (bytes <= largestHanded.resultBytes) return;
  throw new RangeError(
    `A result is ${bytes} bytes as JSON, and may be ${largestHanded.resultBytes}: store it elsewhere, or divide it.`,
  );
}
