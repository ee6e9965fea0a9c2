import type { JobError } from '../domain/job.ts';
import { jsonTextOf } from './json-text.ts';

/**
 * The details of an error as a reader will get them, whatever the handler does with its object afterwards.
 *
 * @param place What they are in the words of the handler, such as `error.details`.
 * @throws TypeError that names the place of what JSON cannot hold.
 */
export function heldDetails(details: unknown, place: string): JobError['details'] {
  if (details === undefined || details === null) return null;
  const held: unknown = JSON.parse(jsonTextOf(details, place));
  if (typeof held !== 'object' || held === null || Array.isArray(held)) {
    throw new TypeError(`${place} has to be an object, or null.`);
  }
  return held as JobError['details'];
}
