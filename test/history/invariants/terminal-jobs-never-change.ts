import type { Job } from '@jobwire/contract';
import type { Invariant } from '../invariant.ts';

/**
 * The contract leaves one thing open: of a job that was ended by force, `stopped_at` is filled in when its worker has
 * really stopped.
 */
export const terminalJobsNeverChange: Invariant = {
  number: 4,
  title: 'A terminal job never changes, but for `stopped_at` and `version` once when its cancel was forced.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => {
      const ended = job.sightings.filter((sighting) => sighting.job.terminal);
      const [first] = [...ended].sort((one, other) => one.call.endedAt - other.call.endedAt);
      if (first === undefined) return [];
      const sealed = sealedPart(first.job);
      const other = ended.find((sighting) => sealedPart(sighting.job) !== sealed);
      if (other !== undefined) {
        return [{ job: job.id, message: 'It changed after it had ended.', entries: [first.call, other.call] }];
      }
      const open = job.sightings.find(({ job: seen, call }) => !seen.terminal && call.startedAt >= first.call.endedAt);
      if (open === undefined) return [];
      return [{ job: job.id, message: 'It is open after it had ended.', entries: [first.call, open.call] }];
    }),
};

function sealedPart(job: Job): string {
  if (job.cancellation?.forced !== true) return JSON.stringify(job);
  return JSON.stringify({ ...job, version: null, cancellation: { ...job.cancellation, stopped_at: null } });
}
