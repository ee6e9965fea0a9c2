/** What is run in one go: test files by their globs, and of those, where given, only tests of such a name. */
export interface Stage {
  readonly tests: readonly string[];
  readonly named?: string;
}

const domain: Stage = { tests: ['packages/server/src/domain/*.test.ts'] };
const storeInMemory: Stage = {
  tests: ['packages/server/src/storage/sqlite/sqlite-job-store.test.ts', 'packages/server/src/storage/*.test.ts'],
  named: '^(?!SQLite in a folder)',
};
const store: Stage = { tests: ['packages/server/src/storage/**/*.test.ts'] };
const engine: Stage = { tests: ['packages/server/src/engine/**/*.test.ts'] };
const sequences: Stage = { tests: ['packages/server/src/http/call-sequences.test.ts'] };
const http: Stage = { tests: ['packages/server/src/http/*.test.ts'] };

/** The tests that a folder's mutants are tried on, stage by stage: those first that are quick and notice most. */
const related: readonly (readonly [folder: string, stages: readonly Stage[]])[] = [
  ['packages/server/src/domain/', [domain, storeInMemory, engine, sequences]],
  ['packages/server/src/storage/sqlite/', [store, engine]],
  ['packages/server/src/storage/', [storeInMemory, engine, sequences, store]],
  ['packages/server/src/engine/', [engine, sequences, http]],
  ['packages/server/src/dispatch/', [{ tests: ['packages/server/src/dispatch/*.test.ts'] }, engine, sequences]],
];

export function relatedTests(file: string): readonly Stage[] {
  return related.find(([folder]) => file.startsWith(folder))?.[1] ?? [{ tests: ['packages/server/src/**/*.test.ts'] }];
}
