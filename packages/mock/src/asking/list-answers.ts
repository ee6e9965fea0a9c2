import type { SpecOperation } from './operations-of.ts';

/** A sentence with every status of an operation and the examples that each has. */
export function listAnswers({ operationId, responses }: SpecOperation): string {
  const answers = responses.map(([status, { content = {} }]) => {
    const names = new Set(Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples)));
    return names.size === 0 ? String(status) : `${status} (${[...names].join(', ')})`;
  });
  return `${operationId} can be answered: ${answers.join('; ')}.`;
}
