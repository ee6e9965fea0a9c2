const domain = 'packages/server/src/domain/*.test.ts';
const store = 'packages/server/src/storage/**/*.test.ts';
const engine = 'packages/server/src/engine/**/*.test.ts';
const sequences = 'packages/server/src/http/call-sequences.test.ts';

/** The tests that a folder's mutants are tried on, stage by stage: those first that are quick and notice most. */
const related: readonly (readonly [folder: string, stages: readonly (readonly string[])[]])[] = [
  ['packages/server/src/domain/', [[domain], [store], [engine, sequences]]],
  ['packages/server/src/storage/', [[store], [engine, sequences]]],
  ['packages/server/src/engine/', [[engine], [sequences, 'packages/server/src/http/*.test.ts']]],
  ['packages/server/src/dispatch/', [[engine], [sequences]]],
];

/** Globs, in the stages in which they are tried. */
export function relatedTests(file: string): readonly (readonly string[])[] {
  return related.find(([folder]) => file.startsWith(folder))?.[1] ?? [['packages/server/src/**/*.test.ts']];
}
