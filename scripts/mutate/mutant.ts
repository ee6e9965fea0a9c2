/** One small fault, put into one place of one file, that a test ought to notice. */
export interface Mutant {
  /** From the root of the repository. */
  readonly file: string;
  readonly kind: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

export type Verdict = 'killed' | 'survived' | 'timed out';

export function mutated(source: string, { start, end, replacement }: Mutant): string {
  return source.slice(0, start) + replacement + source.slice(end);
}
