import type { ContractDocument } from '../contract-document.ts';
import { raceTimeline } from './race-timeline.ts';
import { races } from './races.ts';
import { stateDiagram } from './state-diagram.ts';

/** The pictures of the guides by the names of their files. */
export function pictures(document: ContractDocument): ReadonlyMap<string, string> {
  const terminal = document.components.schemas.JobStatus?.['x-jobwire-terminal'] ?? [];
  return new Map([
    ['lifecycle.svg', stateDiagram(document['x-jobwire-transitions'], terminal)],
    ...races.map((race) => [`${race.name}.svg`, raceTimeline(race)] as const),
  ]);
}
