/**
 * Mutants that no test can notice, since the program does the same with them, each with its reason. `was` is the line,
 * `becomes` the same with the fault in it. An entry that fits no mutant any more is an error, so that none outlives its line.
 */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    file: 'packages/server/src/domain/job-event.ts',
    was: 'return job.error?.code ?? null;',
    becomes: 'return job.error?.code as never;',
    because: 'a job that failed has an error',
  },
  {
    file: 'packages/server/src/storage/transition-update.ts',
    was: 'compiledByShape.set(shape, compile);',
    becomes: ';',
    because: 'a statement that is not kept is compiled again, to the same text',
  },
  {
    file: 'packages/server/src/storage/transition-update.ts',
    was: 'return [transition.to, transition.attempt === null, transition.due?.member, ...changes].join();',
    becomes: 'return [transition.to, transition.attempt !== null, transition.due?.member, ...changes].join();',
    because: 'either word tells the two apart',
  },
];

interface EquivalentMutant {
  readonly file: string;
  readonly was: string;
  readonly becomes: string;
  readonly because: string;
}
