import { requirements } from './requirements.ts';

/** The first part of an id, which names the area of a requirement. */
export function areaOf(id: string): string {
  return id.split('/')[0] ?? '';
}

/** Every area, in the order of a report. */
export const areas: readonly string[] = [...new Set(requirements.map(({ id }) => areaOf(id)))];
