import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { JobError } from '../domain/job.ts';
import { storableText } from '../domain/storable-text.ts';
import { isInstance, memberOf, readThrown, textOf } from '../domain/thrown-value.ts';
import { JobFailure } from './job-failure.ts';
import { largestHanded } from './largest-handed.ts';

const longestCode = 64;

/** What `job.error` says of something that a handler threw. Never a stack, which would show the server's insides. */
export function jobErrorOf(thrown: unknown): JobError {
  const { message } = readThrown(thrown);
  if (isInstance(thrown, JobFailure)) {
    const [code = '', retryable, details] = ['code', 'retryable', 'details'].map((name) => memberOf(thrown, name));
    return storableError({ code, message, retryable, details }, largestHanded.detailsBytes);
  }
  if (isInstance(thrown, StoreUnavailableError)) {
    // The server's trouble and not the work's: another attempt goes on from what is stored.
    return { code: 'store_unavailable', message, retryable: true, details: null };
  }
  return storableError({ code: 'handler_error', message, retryable: false, details: null });
}

/**
 * An error in a handler's own words, made fit to be stored and shown whatever those are.
 *
 * @param largestDetails In bytes as JSON; larger ones are left out.
 */
export function storableError(
  given: { [Member in keyof JobError]: unknown },
  largestDetails: number = Number.POSITIVE_INFINITY,
): JobError {
  return {
    code: cut(given.code, longestCode) || 'handler_error',
    message: cut(given.message, largestHanded.messageCharacters),
    retryable: given.retryable === true,
    details: storableDetails(given.details, largestDetails),
  };
}

/** Null where they are not an object that JSON can carry, or too large. */
function storableDetails(details: unknown, largest: number): JobError['details'] {
  try {
    const text = JSON.stringify(details);
    if (Buffer.byteLength(text) > largest) return null;
    const copy: unknown = JSON.parse(text);
    return typeof copy === 'object' && !Array.isArray(copy) ? (copy as JobError['details']) : null;
  } catch {
    return null;
  }
}

function cut(value: unknown, longest: number): string {
  // One character has two units at most: what is far behind the end is not even looked at.
  const characters = Array.from(storableText(textOf(value).slice(0, 2 * (longest + 1))));
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
