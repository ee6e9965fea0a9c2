import type { Pause, WorkerLine } from '../history.ts';
import type { Invariant, Violation } from '../invariant.ts';
import type { ObservedJob } from '../observations.ts';

export const attemptsIncrease: Invariant = {
  number: 7,
  title: 'Attempts strictly increase, and only the newest one writes.',
  check: ({ jobs, pauses }) =>
    [...jobs.values()].flatMap((job) => [...inWorkerLines(job, pauses), ...inSightings(job)].slice(0, 1)),
};

/** How long a process that goes on again may take to write down what happened before it stood still. */
const catchUpMs = 2000;

function inWorkerLines(job: ObservedJob, pauses: readonly Pause[]): Violation[] {
  const found: Violation[] = [];
  let newest = null;
  for (const line of job.worker) {
    if (newest !== null && line.attempt < newest.attempt && isWrittenLate(line, pauses)) continue;
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

function isWrittenLate(line: WorkerLine, pauses: readonly Pause[]): boolean {
  return pauses.some(
    ({ processId, at, endedAt }) => processId === line.processId && at <= line.at && line.at <= endedAt + catchUpMs,
  );
}

function inSightings(job: ObservedJob): Violation[] {
  const sorted = job.sightings.toSorted((one, other) => one.job.version - other.job.version);
  return sorted.flatMap((sighting, index) => {
    const before = sorted[index - 1];
    if (before === undefined || before.job.attempt <= sighting.job.attempt) return [];
    return [{ job: job.id, message: 'Its attempt went back.', entries: [before.call, sighting.call] }];
  });
}
