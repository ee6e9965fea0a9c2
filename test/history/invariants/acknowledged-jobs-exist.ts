import type { Invariant } from '../invariant.ts';

/** A job may be gone as soon as its owner has asked to delete it, whether that was answered or not. */
export const acknowledgedJobsExist: Invariant = {
  number: 1,
  title: 'A job whose create was answered 201 exists until it is deleted.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => {
      const [created] = [...job.creates].sort((one, other) => one.endedAt - other.endedAt);
      if (created === undefined) return [];
      const own = job.calls.filter(({ call }) => call.organization === job.organization);
      const deletes = own.filter(({ call }) => call.method === 'DELETE').map(({ call }) => call);
      const missing = own.find(
        ({ call }) =>
          call.status === 404 &&
          call.startedAt >= created.endedAt &&
          !deletes.some((deletion) => deletion !== call && deletion.startedAt <= call.endedAt),
      );
      if (missing === undefined) return [];
      return [{ job: job.id, message: 'It was created and is not there.', entries: [created, missing.call] }];
    }),
};
