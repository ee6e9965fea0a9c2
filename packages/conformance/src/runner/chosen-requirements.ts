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
 * @throws ConformanceSetupError when there are none or a pattern fits nothing, since a run of nothing would pass
 */
export function chosenRequirements({ classes, only }: Choice): ChosenRequirement[] {
  const patterns = only === undefined ? null : [only].flat().map(patternOf);
  const chosen = requirements.filter(
    (requirement) =>
      (classes === undefined || classes.includes(requirement.class)) &&
      (patterns === null || patterns.some((pattern) => pattern.test(requirement.id))),
  );
  const strange = [only ?? []].flat().filter((glob) => !requirements.some(({ id }) => patternOf(glob).test(id)));
  if (strange.length > 0) {
    throw new ConformanceSetupError(`There is no requirement like ${strange.join(' or ')}.`);
  }
  if (chosen.length === 0) {
    const ofClass = `of class ${classes?.join(' or ')}`;
    throw new ConformanceSetupError(
      only === undefined
        ? `There is no requirement ${ofClass}.`
        : `No requirement like ${[only].flat().join(' or ')} is ${ofClass}.`,
    );
  }
  return chosen;
}

function patternOf(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replace(/[^\w/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
