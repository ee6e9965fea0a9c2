import type { Invariant } from '../invariant.ts';

export const cancelIsKept: Invariant = {
  number: 5,
  title: 'After a 200 from cancel a job is cancelling or cancelled, and ends as cancelled.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => {
      const [accepted] = [...job.cancels].sort((one, other) => one.endedAt - other.endedAt);
      if (accepted === undefined) return [];
      const otherwise = job.sightings.find(
        ({ job: seen, call }) =>
          seen.status !== 'cancelled' &&
          (seen.terminal || (call.startedAt >= accepted.endedAt && seen.status !== 'cancelling')),
      );
      if (otherwise !== undefined) {
        const message = `Its cancel was accepted, and it is ${otherwise.job.status}.`;
        return [{ job: job.id, message, entries: [accepted, otherwise.call] }];
      }
      const refused = job.calls.find(
        ({ call, path }) =>
          path.part === 'cancel' &&
          call.status === 409 &&
          call.startedAt >= accepted.endedAt &&
          call.organization === job.organization,
      );
      if (refused === undefined) return [];
      const message = 'Its cancel was accepted, and a repetition is refused.';
      return [{ job: job.id, message, entries: [accepted, refused.call] }];
    }),
};
