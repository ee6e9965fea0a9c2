import type { ConformanceClass } from '@jobwire/contract';
import { requirements } from '../requirements/requirements.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';

/** A requirement of the catalogue. */
export type ChosenRequirement = (typeof requirements)[number];

/** What a person may leave out of a run. */
export interface Choice {
  readonly classes?: readonly ConformanceClass[] | undefined;
  /** `*` stands for any characters, slashes included. */
  readonly only?: string | readonly string[] | undefined;
}

/**
 * The requirements that were asked for, in the order of a report.
 *
 * @throws ConformanceSetupError when there are none, since a run of nothing would pass
 */
export function chosenRequirements({ classes, only }: Choice): ChosenRequirement[] {
  const patterns = only === undefined ? null : [only].flat().map(patternOf);
  const chosen = requirements.filter(
    (requirement) =>
      (classes === undefined || classes.includes(requirement.class)) &&
      (patterns === null || patterns.some((pattern) => pattern.test(requirement.id))),
  );
  if (chosen.length === 0) {
    const what = only === undefined ? `of class ${classes?.join(', ')}` : `like ${[only].flat().join(' or ')}`;
    throw new ConformanceSetupError(`There is no requirement ${what}.`);
  }
  return chosen;
}

function patternOf(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replace(/[^\w/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
