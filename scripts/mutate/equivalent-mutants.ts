/**
 * Mutants that no test can notice, since the program does the same with them; each with its reason. A line of the source
 * that changes takes its entry along: an entry that fits no mutant any more is an error.
 */
export const equivalentMutants: readonly { file: string; original: string; replacement: string; because: string }[] =
  [];
