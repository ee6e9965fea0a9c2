import { readApiDocument } from './api-document.ts';
import { compareDocuments } from './compare-documents.ts';
import { compareVersions, leastVersionAfter, parseVersion } from './contract-version.ts';
import { type Finding, gravest, type Verdict } from './finding.ts';

/** What two forms of the contract are to each other. */
export interface BreakingReport {
  readonly base: { readonly path: string; readonly version: string };
  readonly revision: { readonly path: string; readonly version: string };
  readonly findings: readonly Finding[];
  /** The gravest verdict; null when nothing has changed. */
  readonly verdict: Verdict | null;
  /** The least `info.version` that the revision may have. */
  readonly leastVersion: string;
  /** Whether the version of the revision says what has changed. */
  readonly passed: boolean;
}

/**
 * Compares a contract with a released one, and its `info.version` with what the changes ask for.
 *
 * @throws an `Error` with the reason when one of them cannot be read or compared.
 */
export async function checkBreaking(base: string, revision: string): Promise<BreakingReport> {
  const [before, after] = await Promise.all([readApiDocument(base), readApiDocument(revision)]);
  const version = parseVersion(after.info.version);
  const released = parseVersion(before.info.version);
  // A raised version is a change by itself, and not one that asks for a version.
  const findings = (await compareDocuments(base, revision)).filter(({ place }) => !/^#\/info(\/version)?$/.test(place));
  const verdict = gravest(findings);
  const least = leastVersionAfter(released, verdict);
  return {
    base: { path: base, version: before.info.version },
    revision: { path: revision, version: after.info.version },
    findings,
    verdict,
    leastVersion: least.join('.'),
    passed: compareVersions(version, least) >= 0,
  };
}
