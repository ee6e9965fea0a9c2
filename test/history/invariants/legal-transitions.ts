import { type JobStatus, transitions } from '@jobwire/contract';
import type { Invariant, Violation } from '../invariant.ts';
import type { ObservedJob } from '../observations.ts';

const legal = new Set(transitions.map(({ from, to }) => `${from} ${to}`));

export const legalTransitions: Invariant = {
  number: 3,
  title: 'A job makes only the transitions that the contract lists.',
  check: ({ jobs }) => [...jobs.values()].flatMap((job) => [...inEvents(job), ...betweenSightings(job)].slice(0, 1)),
};

function inEvents(job: ObservedJob): Violation[] {
  return job.events.flatMap(({ rows, call }) => {
    const faults = rows.filter((event, index) => {
      const before = rows[index - 1];
      return (
        !legal.has(`${event.from} ${event.to}`) ||
        event.from !== (before?.to ?? null) ||
        event.sequence <= (before?.sequence ?? 0)
      );
    });
    return faults.map((event) => ({
      job: job.id,
      message: `The event ${event.sequence} from ${event.from} to ${event.to} cannot follow the one before it.`,
      entries: [call],
    }));
  });
}

/** By version: what a job is in a later version has to be reachable from what it was in an earlier one. */
function betweenSightings(job: ObservedJob): Violation[] {
  const sorted = job.sightings.toSorted((one, other) => one.job.version - other.job.version);
  return sorted.flatMap((sighting, index) => {
    const before = sorted[index - 1];
    if (before === undefined || before.job.status === sighting.job.status) return [];
    const { status: from, version } = before.job;
    const { status: to } = sighting.job;
    if (sighting.job.version > version && reachableFrom(from).has(to)) return [];
    const message = `It cannot be ${from} in version ${version} and ${to} in version ${sighting.job.version}.`;
    return [{ job: job.id, message, entries: [before.call, sighting.call] }];
  });
}

function reachableFrom(status: JobStatus): Set<JobStatus> {
  const reached = new Set<JobStatus>();
  const waiting: JobStatus[] = [status];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const transition of transitions) {
      if (transition.from !== from || reached.has(transition.to)) continue;
      reached.add(transition.to);
      waiting.push(transition.to);
    }
  }
  return reached;
}
