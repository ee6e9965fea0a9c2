import type { Verdict } from './finding.ts';

/** The three numbers of a version such as `1.4.0`. */
export type ContractVersion = readonly [major: number, minor: number, patch: number];

/** @throws an `Error` when it is not three numbers with points between them. */
export function parseVersion(text: string): ContractVersion {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(text) ?? [];
  if (patch === undefined)
    throw new Error(`"${text}" is no version of the contract: write three numbers, such as 1.4.0`);
  return [Number(major), Number(minor), Number(patch)];
}

/** Below zero when the first version is the older one. */
export function compareVersions(one: ContractVersion, other: ContractVersion): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** The least version that changes of this gravity may have after a released one. Before 1.0.0 a break needs a new minor version. */
export function leastVersionAfter([major, minor, patch]: ContractVersion, worst: Verdict | null): ContractVersion {
  if (worst === null) return [major, minor, patch];
  if (worst === 'breaking' && major > 0) return [major + 1, 0, 0];
  if (worst === 'breaking' || (worst === 'addition' && major > 0)) return [major, minor + 1, 0];
  return [major, minor, patch + 1];
}
