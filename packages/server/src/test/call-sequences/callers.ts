import fc from 'fast-check';
import { testKeys } from '../running-server.ts';
import type { Model } from './model.ts';
import type { ModelJob } from './model-job.ts';

export type CallerName = keyof typeof testKeys;

export const organizationOf: Readonly<Record<CallerName, string>> = {
  acme: 'acme',
  reader: 'acme',
  globex: 'globex',
};

/** Mostly the organization that has most jobs; now and then its read-only key, or another organization. */
export const callers: fc.Arbitrary<CallerName> = fc.constantFrom('acme', 'acme', 'acme', 'globex', 'reader');

/** Which job a step is about: one that was made, of whatever organization and whether or not it is gone, or none. */
export const whichJob = fc.nat({ max: 30 });

const unknownJob = 'job_unknown';

export function chosenId(model: Model, which: number): string {
  return model.jobs[which % (model.jobs.length + 1)]?.id ?? unknownJob;
}

/** The job as this caller may see it. */
export function seenBy(model: Model, by: CallerName, id: string): ModelJob | undefined {
  return model.find(organizationOf[by], id);
}

export function keyOf(by: CallerName): string {
  return testKeys[by];
}
