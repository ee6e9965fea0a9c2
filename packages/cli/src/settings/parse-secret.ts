import { UsageError } from '../usage-error.ts';

/** What `Authorization: Bearer` can carry, and nobody guesses. */
const pattern = /^[\x21-\x7e]{16,512}$/;

/** @throws {UsageError} that does not show it. */
export function secret(text: string, source: string): string {
  if (!pattern.test(text)) {
    throw new UsageError(`${source} takes a key of 16 to 512 visible ASCII characters without spaces.`);
  }
  return text;
}
