/** What a change means for those who use the contract: it breaks somebody, it adds something, or it only says it differently. */
export type Verdict = 'breaking' | 'addition' | 'wording';

/** One change between two forms of the contract, and what it means. */
export interface Finding {
  readonly verdict: Verdict;
  /** Who is broken: clients that were written for the older form, or servers that conform to it. Null when nobody is. */
  readonly breaks: 'clients' | 'servers' | null;
  /** Where, as a JSON pointer into the document. */
  readonly place: string;
  readonly message: string;
  /** The rule that says so: `redocly/…` of `redocly diff`, or `jobwire/…` of our own. */
  readonly rule: string;
}

const order: readonly Verdict[] = ['wording', 'addition', 'breaking'];

/** The gravest verdict of several; null when there is none. */
export function gravest(findings: readonly Pick<Finding, 'verdict'>[]): Verdict | null {
  const ranks = findings.map(({ verdict }) => order.indexOf(verdict));
  return ranks.length === 0 ? null : (order[Math.max(...ranks)] ?? null);
}
