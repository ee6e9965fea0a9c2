import { begun } from '../runner/begun.ts';

/** Begins so many things at the same time, and gives what came of all of them. */
export function atOnce<Result>(count: number, begin: (index: number) => Promise<Result>): Promise<Result[]> {
  return begun(Promise.all(Array.from({ length: count }, (_none, index) => begin(index))));
}
