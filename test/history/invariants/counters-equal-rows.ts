import type { Invariant } from '../invariant.ts';

export const countersEqualRows: Invariant = {
  number: 11,
  title: 'The counts of a terminal job equal its results.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => {
      const ended = job.sightings.find((sighting) => sighting.job.terminal);
      const reading = job.results.find(({ complete, sealed }) => complete && sealed);
      if (ended === undefined || reading === undefined) return [];
      const { completed, failed } = ended.job.progress;
      const failedRows = reading.rows.filter((row) => row.status === 'failed').length;
      if (failed === failedRows && completed === reading.rows.length - failedRows) return [];
      const message = `It counts ${completed} completed and ${failed} failed; of its results ${reading.rows.length - failedRows} are completed and ${failedRows} failed.`;
      return [{ job: job.id, message, entries: [ended.call, reading.call] }];
    }),
};
