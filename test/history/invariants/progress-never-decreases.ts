import type { Invariant } from '../invariant.ts';

export const progressNeverDecreases: Invariant = {
  number: 12,
  title: 'Progress never decreases and never exceeds its total.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => {
      const sorted = job.sightings.toSorted((one, other) => one.job.version - other.job.version);
      for (const [index, { job: seen, call }] of sorted.entries()) {
        const { total, completed, failed } = seen.progress;
        if (total !== null && completed + failed > total) {
          const message = `${completed} completed and ${failed} failed are more than ${total}.`;
          return [{ job: job.id, message, entries: [call] }];
        }
        const before = sorted[index - 1];
        if (before === undefined) continue;
        if (before.job.progress.completed > completed || before.job.progress.failed > failed) {
          return [{ job: job.id, message: 'Its progress went back.', entries: [before.call, call] }];
        }
      }
      return [];
    }),
};
