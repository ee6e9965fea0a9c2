import { ContractProblem, type ContractProblemOptions } from '../router/contract-problem.ts';

/** Milliseconds since the epoch as RFC 3339 in UTC. */
export function isoInstant(instant: number): string {
  return new Date(instant).toISOString();
}

export function isoInstantOrNull(instant: number | null): string | null {
  return instant === null ? null : isoInstant(instant);
}

type Place = NonNullable<ContractProblemOptions['errors']>[number];

/**
 * An RFC 3339 time as milliseconds since the epoch. The schema has checked its form; what is left are times that no
 * clock shows, such as the 30th of February.
 *
 * @throws ContractProblem `validation_error`
 */
export function parseInstant(text: string, place: Omit<Place, 'message'>): number {
  const instant = Date.parse(text);
  if (!Number.isNaN(instant)) return instant;
  const where = place.pointer ?? place.name;
  throw new ContractProblem('validation_error', `${where} is not a time that exists: ${text}.`, {
    errors: [{ ...place, message: 'is not a time that exists' }],
  });
}
