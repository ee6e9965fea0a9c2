import type { Invariant, Violation } from '../invariant.ts';
import type { ObservedJob } from '../observations.ts';

export const resultsOnlyGrow: Invariant = {
  number: 6,
  title: 'The results of a job are numbered without gaps, never change, and never become fewer.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => [...ofEachReading(job), ...betweenReadings(job), ...emitted(job)].slice(0, 1)),
};

function ofEachReading(job: ObservedJob): Violation[] {
  return job.results.flatMap(({ rows, call }) => {
    const misnumbered = rows.some((row, index) => row.index !== index);
    const ids = rows.flatMap((row) => (row.id === null ? [] : [row.id]));
    if (!misnumbered && new Set(ids).size === ids.length) return [];
    const message = misnumbered ? 'Its results are not numbered 0, 1, 2 …' : 'An item is there twice.';
    return [{ job: job.id, message, entries: [call] }];
  });
}

/** Readings of one job are prefixes of one another; one that began after another had ended is not the shorter one. */
function betweenReadings(job: ObservedJob): Violation[] {
  const found: Violation[] = [];
  let longest = job.results[0];
  for (const reading of job.results) {
    const longer = longest !== undefined && longest.rows.length > reading.rows.length ? longest : reading;
    const shorter = longer === reading ? longest : reading;
    if (shorter === undefined) continue;
    const entries = [shorter.call, longer.call];
    const isPrefix = shorter.rows.every((row, index) => JSON.stringify(row) === JSON.stringify(longer.rows[index]));
    if (!isPrefix) found.push({ job: job.id, message: 'A result was changed or taken back.', entries });
    if (longer !== shorter && shorter.complete && shorter.rows.length < longer.rows.length) {
      if (shorter.call.startedAt >= longer.call.endedAt) {
        found.push({ job: job.id, message: 'Results were taken back.', entries });
      } else if (shorter.sealed) {
        found.push({ job: job.id, message: 'Results came after they were sealed.', entries });
      }
    }
    longest = longer;
  }
  return found;
}

/** What the server confirmed to a handler is there for every reader from then on. */
function emitted(job: ObservedJob): Violation[] {
  return job.results.flatMap(({ rows, complete, call }) => {
    if (!complete) return [];
    const ids = new Set(rows.map((row) => row.id));
    const missing = job.worker.find(
      (line) => line.act === 'emitted' && line.at <= call.startedAt && !ids.has(line.about),
    );
    if (missing === undefined) return [];
    return [{ job: job.id, message: `The emitted item ${missing.about} is not there.`, entries: [missing, call] }];
  });
}
