import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareVersions, parseVersion } from './contract-version.ts';

export interface ReleasedContract {
  readonly version: string;
  readonly path: string;
}

/**
 * The contracts that were released, oldest first: `openapi/released/1.0.0.yaml` and so on. None before the first release.
 *
 * @throws an `Error` when a yaml file in the folder is not named for a version.
 */
export async function releasedContracts(folder: string): Promise<readonly ReleasedContract[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ version: name.replace(/\.yaml$/, ''), path: join(folder, name) }))
    .toSorted((one, other) => compareVersions(parseVersion(one.version), parseVersion(other.version)));
}
