import { type Exchange, headerOf } from '../runner/exchange.ts';
import { fail } from './fail.ts';

/** The tag of a job as it was read. Ends the check as failed when the answer has none, since then there is nothing to send back. */
export function presentTag(read: Exchange): string {
  return (
    headerOf(read, 'ETag') ??
    fail('an ETag, which can be sent back in If-None-Match', 'the job was read without one', read)
  );
}
