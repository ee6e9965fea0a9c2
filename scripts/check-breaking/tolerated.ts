import { type ApiDocument, isObject, lookUp } from './api-document.ts';
import type { Verdict } from './finding.ts';
import type { RedoclyChange } from './redocly-diff.ts';

interface Tolerance {
  readonly ruleId: string;
  readonly verdict: Verdict;
  /** Said in the place of redocly's message. */
  readonly because: string;
  readonly applies: (change: RedoclyChange, before: ApiDocument) => boolean;
}

/** What `redocly diff` calls major and the policy of compatibility does not. */
const tolerances: readonly Tolerance[] = [
  {
    ruleId: 'enum-values-added',
    verdict: 'addition',
    because: 'Clients tolerate values that they do not know here (x-jobwire-open).',
    applies: ({ base }, before) => {
      const schema = lookUp(before, (base?.pointer ?? '').replace(/\/enum(\/\d+)?$/, ''));
      return isObject(schema) && schema['x-jobwire-open'] === true;
    },
  },
  {
    ruleId: 'server-removed',
    verdict: 'wording',
    because: 'The servers of the contract are examples; any server may serve it.',
    applies: () => true,
  },
];

/** The tolerance for what one rule of redocly says of a change, if the policy has one. */
export function toleranceFor(ruleId: string, change: RedoclyChange, before: ApiDocument): Tolerance | undefined {
  return tolerances.find((tolerance) => tolerance.ruleId === ruleId && tolerance.applies(change, before));
}
