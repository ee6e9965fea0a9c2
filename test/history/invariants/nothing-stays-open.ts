import type { Job } from '@jobwire/contract';
import type { Mark } from '../history.ts';
import type { Invariant } from '../invariant.ts';

/** The contract gives the server five seconds behind a bound; the rest is for a machine that is busy. */
const slackMs = 10_000;

export const nothingStaysOpen: Invariant = {
  number: 10,
  title: 'No job is open past its bound.',
  check: ({ jobs, marks }) => {
    const settledAt = marks.find((mark) => mark.event === 'settled')?.at ?? Number.POSITIVE_INFINITY;
    return [...jobs.values()].flatMap((job) => {
      const open = job.sightings.filter((sighting) => !sighting.job.terminal);
      const stuck = open.find(({ call }) => call.startedAt >= settledAt);
      if (stuck !== undefined) {
        return [{ job: job.id, message: 'It is still open when everything has to be over.', entries: [stuck.call] }];
      }
      const late = open.find(
        ({ job: seen, call }) =>
          call.startedAt > boundOf(seen) + slackMs && isUpSince(boundOf(seen), call.startedAt, marks),
      );
      if (late === undefined) return [];
      return [{ job: job.id, message: `It is still ${late.job.status} past its bound.`, entries: [late.call] }];
    });
  },
};

/** The instant by which a job has to have ended; a cancel puts its own bound in the place of the deadline. */
function boundOf(job: Job): number {
  const bound = job.cancellation === null ? job.deadline_at : job.cancellation.deadline_at;
  return bound === null ? Number.POSITIVE_INFINITY : Date.parse(bound);
}

/** Whether the server ran for the whole slack before `until`: one that was down could do nothing. */
function isUpSince(bound: number, until: number, marks: readonly Mark[]): boolean {
  const from = Math.max(bound, until - slackMs);
  const before = marks.findLast((mark) => mark.at <= from && mark.event !== 'settled');
  return before?.event !== 'down' && !marks.some((mark) => mark.event === 'down' && mark.at > from && mark.at <= until);
}
