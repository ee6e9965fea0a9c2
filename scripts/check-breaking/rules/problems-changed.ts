import { isObject, lookUp, membersOf, within } from '../api-document.ts';
import { breaking, type Rule } from './rule.ts';

const table = '#/components/schemas/ProblemCode/x-jobwire-problems';

/** A code means another HTTP status, or another reaction. Its title is for people and may change. */
export const problemsChanged: Rule = (before, after) => {
  const now = new Map(membersOf(lookUp(after, table)));
  return membersOf(lookUp(before, table)).flatMap(([code, was]) => {
    const is = now.get(code);
    if (!isObject(was) || !isObject(is)) return [];
    return (['status', 'retryable'] as const)
      .filter((member) => was[member] !== is[member])
      .map((member) =>
        breaking(
          'clients',
          'problems-changed',
          within(table, code),
          `\`${member}\` of \`${code}\` was ${was[member]} and is ${is[member]}.`,
        ),
      );
  });
};
