import { isDeepStrictEqual } from 'node:util';
import { type ApiDocument, readApiDocument } from './api-document.ts';
import type { Finding, Verdict } from './finding.ts';
import { type RedoclyChange, redoclyDiff } from './redocly-diff.ts';
import { rules } from './rules/rules.ts';
import { toleranceFor } from './tolerated.ts';

const verdicts = { major: 'breaking', minor: 'addition', patch: 'wording' } as const satisfies Record<string, Verdict>;

/**
 * Every change between two files of the contract, and what each of them means.
 *
 * @throws an `Error` with the reason when one of them cannot be read.
 */
export async function compareDocuments(base: string, revision: string): Promise<readonly Finding[]> {
  const [before, after] = await Promise.all([readApiDocument(base), readApiDocument(revision)]);
  return judgeChanges(before, after, await redoclyDiff(base, revision));
}

/** Judges by `redocly diff`, by what the policy tolerates, and by the rules of our own for what redocly does not see. */
export function judgeChanges(
  before: ApiDocument,
  after: ApiDocument,
  changes: readonly RedoclyChange[],
): readonly Finding[] {
  const own = rules.flatMap((rule) => rule(before, after));
  const judged = new Set(own.map(({ place }) => place));
  const byRedocly = changes
    .filter((change) => !isJudged(change, judged))
    .flatMap((change) => findingsOf(change, before));
  const findings = [...own, ...byRedocly];
  return findings.length === 0 && !isDeepStrictEqual(before, after) ? [otherChange] : findings;
}

/** `redocly diff` looks neither into extensions nor at the order of members. */
const otherChange: Finding = {
  verdict: 'wording',
  breaks: null,
  place: '#',
  message: 'Something has changed that no client and no server goes by, such as a text within a table.',
  rule: 'jobwire/other-change',
};

/** A keyword about which redocly says no more than that it has changed, and a rule of our own what that means. */
function isJudged({ impact, property, revision, base }: RedoclyChange, places: ReadonlySet<string>): boolean {
  if (impact !== 'patch' || property === undefined || property === 'description') return false;
  return places.has((revision ?? base)?.pointer.replace(/\/[^/]*$/, '') ?? '');
}

function findingsOf(change: RedoclyChange, before: ApiDocument): readonly Finding[] {
  const place = (change.revision ?? change.base)?.pointer ?? change.path;
  if (change.verdicts.length === 0) {
    const message = `\`${change.property ?? lastOf(place)}\` is ${change.kind}.`;
    return [{ verdict: verdicts[change.impact], breaks: null, place, message, rule: `redocly/${change.kind}` }];
  }
  return change.verdicts.map(({ ruleId, message }) => {
    const tolerance = toleranceFor(ruleId, change, before);
    const verdict = tolerance?.verdict ?? verdicts[change.impact];
    return {
      verdict,
      breaks: verdict === 'breaking' ? 'clients' : null,
      place,
      message: tolerance === undefined ? message : `${message} ${tolerance.because}`,
      rule: tolerance === undefined ? `redocly/${ruleId}` : `jobwire/tolerates-${ruleId}`,
    };
  });
}

/** The last step of a pointer, as it is written in the document. */
function lastOf(pointer: string): string {
  return (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
