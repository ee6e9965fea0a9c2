import type { Invariant, Violation } from '../invariant.ts';
import type { ObservedJob } from '../observations.ts';

export const attemptsIncrease: Invariant = {
  number: 7,
  title: 'Attempts strictly increase, and only the newest one writes.',
  check: ({ jobs }) => [...jobs.values()].flatMap((job) => [...inWorkerLines(job), ...inSightings(job)].slice(0, 1)),
};

function inWorkerLines(job: ObservedJob): Violation[] {
  const found: Violation[] = [];
  let newest = null;
  for (const line of job.worker) {
    if (line.act === 'started') {
      if (newest !== null && line.attempt <= newest.attempt) {
        const message = `Attempt ${line.attempt} began after attempt ${newest.attempt}.`;
        found.push({ job: job.id, message, entries: [newest, line] });
      } else newest = line;
    } else if (line.act === 'emitted' && newest !== null && line.attempt < newest.attempt) {
      const message = `Attempt ${line.attempt} stored a result after attempt ${newest.attempt} had begun.`;
      found.push({ job: job.id, message, entries: [newest, line] });
    }
  }
  return found;
}

function inSightings(job: ObservedJob): Violation[] {
  const sorted = job.sightings.toSorted((one, other) => one.job.version - other.job.version);
  return sorted.flatMap((sighting, index) => {
    const before = sorted[index - 1];
    if (before === undefined || before.job.attempt <= sighting.job.attempt) return [];
    return [{ job: job.id, message: 'Its attempt went back.', entries: [before.call, sighting.call] }];
  });
}
