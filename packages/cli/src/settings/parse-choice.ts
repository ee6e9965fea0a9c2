import { UsageError } from '../usage-error.ts';

/** @throws {UsageError} when it is none of the choices. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
): (text: string, source: string) => Choice {
  return (text, source) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) {
      throw new UsageError(`${source} takes one of ${choices.join(', ')}; it cannot be "${text}".`);
    }
    return choice;
  };
}
