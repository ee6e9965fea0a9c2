import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { JobError } from '../domain/job.ts';
import { storableText } from '../domain/storable-text.ts';
import { isInstance, memberOf, readThrown, textOf } from '../domain/thrown-value.ts';
import { JobFailure } from './job-failure.ts';

/** Longer messages are cut: an error text is for people and not a channel for data. */
const longestMessage = 1000;
const longestCode = 64;

/** What `job.error` says of something that a handler threw. Never a stack, which would show the server's insides. */
export function jobErrorOf(thrown: unknown): JobError {
  const { message } = readThrown(thrown);
  if (isInstance(thrown, JobFailure)) {
    const [code = '', retryable, details] = ['code', 'retryable', 'details'].map((name) => memberOf(thrown, name));
    return storableError({ code, message, retryable, details });
  }
  if (isInstance(thrown, StoreUnavailableError)) {
    // The server's trouble and not the work's: another attempt goes on from what is stored.
    return { code: 'store_unavailable', message, retryable: true, details: null };
  }
  return storableError({ code: 'handler_error', message, retryable: false, details: null });
}

/** An error in a handler's own words, made fit to be stored and shown whatever those are. */
export function storableError(given: { [Member in keyof JobError]: unknown }): JobError {
  return {
    code: cut(given.code, longestCode) || 'handler_error',
    message: cut(given.message, longestMessage),
    retryable: given.retryable === true,
    details: storableDetails(given.details),
  };
}

/** Null where they are not an object that JSON can carry. */
function storableDetails(details: unknown): JobError['details'] {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(details));
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
