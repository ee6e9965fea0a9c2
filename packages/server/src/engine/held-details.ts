import type { JobError } from '../domain/job.ts';
import { jsonTextOf } from './json-text.ts';

/**
 * The details of an error as a reader will get them, whatever the handler does with its object afterwards.
 *
 * @param place What they are in the words of the handler, such as `error.details`.
 * @param largest In bytes as JSON.
 * @throws TypeError that names the place of what JSON cannot hold.
 * @throws RangeError when they are larger.
 */
export function heldDetails(
  details: unknown,
  place: string,
  largest: number = Number.POSITIVE_INFINITY,
): JobError['details'] {
  if (details === undefined || details === null) return null;
  const text = jsonTextOf(details, place);
  const bytes = Buffer.byteLength(text);
  if (bytes > largest) throw new RangeError(`${place} is ${bytes} bytes as JSON, and may be ${largest}.`);
  const held: unknown = JSON.parse(text);
  if (typeof held !== 'object' || held === null || Array.isArray(held)) {
    throw new TypeError(`${place} has to be an object, or null.`);
  }
  return held as JobError['details'];
}
