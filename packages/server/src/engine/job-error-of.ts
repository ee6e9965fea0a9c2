import type { JobError } from '../domain/job.ts';
import { storableText } from '../domain/storable-text.ts';
import { JobFailure } from './job-failure.ts';

/** Longer messages are cut: an error text is for people and not a channel for data. */
const longestMessage = 1000;
const longestCode = 64;

/** What `job.error` says of something that a handler threw. Never a stack, which would show the server's insides. */
export function jobErrorOf(thrown: unknown): JobError {
  if (thrown instanceof JobFailure) {
    return {
      code: cut(thrown.code, longestCode) || 'handler_error',
      message: cut(thrown.message, longestMessage),
      retryable: thrown.retryable,
      details: thrown.details,
    };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'handler_error', message: cut(message, longestMessage), retryable: false, details: null };
}

function cut(text: string, longest: number): string {
  const characters = Array.from(storableText(text));
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
