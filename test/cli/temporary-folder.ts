import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A new empty folder for each test of a file, removed after it. Gives the path of a name in it. */
export function temporaryFolder(): (...names: string[]) => string {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jobwire-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return (...names) => join(folder, ...names);
}
