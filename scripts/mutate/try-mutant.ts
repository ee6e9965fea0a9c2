import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant, Verdict } from './mutant.ts';
import { relatedTests } from './related-tests.ts';

const root = join(import.meta.dirname, '../..');

/** Far longer than the tests take; a mutant that makes them hang is noticed too. */
const longestMs = 300_000;

/** Whether a test fails with this mutant; with none, whether any fails at all. Each try is a process of its own. */
export function tryMutant(file: string, mutant: Mutant | null): Verdict {
  for (const { tests, named } of relatedTests(file)) {
    const files = tests.flatMap((glob) => globSync(glob, { cwd: root }));
    const filter = named === undefined ? [] : ['--testNamePattern', named];
    const given = mutant === null ? {} : { MUTANT: JSON.stringify({ ...mutant, file: join(root, file) }) };
    const { status, signal } = spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config',
        'scripts/mutate/vitest.config.ts',
        '--root',
        root,
        ...filter,
        ...files,
      ],
      { cwd: root, env: { ...process.env, ...given }, stdio: 'ignore', timeout: longestMs, killSignal: 'SIGKILL' },
    );
    if (signal !== null) return 'timed out';
    if (status !== 0) return 'killed';
  }
  return 'survived';
}
