import type { Observation } from './observation.ts';

/** A sight of a job in a few words. */
export function describeSight({ job }: Observation): string {
  return `version ${job.version} of job ${job.id}, ${job.status}`;
}
