// Runs before each test file of a baseline, and hands on with each test which functions it reached.
import { afterEach, beforeEach } from 'vitest';

const reached = new Set<string>();
Object.assign(globalThis, { reachedFunctions: reached });

/** What is reached before the first test, such as what a module does when it is read, is reached for every one. */
let ofFile: string[] | null = null;

beforeEach(() => {
  ofFile ??= [...reached];
});

afterEach(({ task }) => {
  Object.assign(task.meta, { reached: [...new Set([...(ofFile ?? []), ...reached])] });
  reached.clear();
});
