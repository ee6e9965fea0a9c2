import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Mutant, mutated } from './mutant.ts';
import type { BaselineTest } from './test-process.ts';

/** One thing that was found out, as a line of the file. Later lines go before earlier ones. */
type Line =
  | { readonly mutant: string; readonly killedBy: Killer }
  | { readonly mutant: string; readonly survived: readonly string[] }
  | { readonly baseline: string; readonly tests: readonly BaselineTest[] };

export interface Killer {
  readonly test: string;
  readonly file: string;
  readonly byTime: boolean;
}

/**
 * What earlier runs found out, so that a run can be interrupted, and a new test costs only what itself costs. A kill counts as long
 * as the mutated source stays and its test is still there; that a test file noticed nothing counts as long as its code stays.
 */
export class VerdictCache {
  readonly #path: string;
  readonly #killers = new Map<string, Killer>();
  readonly #kills = new Map<string, number>();
  readonly #survived = new Map<string, Set<string>>();
  readonly #baselines = new Map<string, readonly BaselineTest[]>();

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) if (line !== '') this.#take(JSON.parse(line));
  }

  #take(line: Line): void {
    if ('baseline' in line) this.#baselines.set(line.baseline, line.tests);
    else if ('killedBy' in line) this.#takeKiller(line.mutant, line.killedBy);
    else for (const digest of line.survived) this.#survivedOf(line.mutant).add(digest);
  }

  #takeKiller(mutant: string, killer: Killer): void {
    this.#killers.set(mutant, killer);
    this.#kills.set(killer.file, (this.#kills.get(killer.file) ?? 0) + 1);
  }

  #survivedOf(mutant: string): Set<string> {
    const digests = this.#survived.get(mutant) ?? new Set();
    this.#survived.set(mutant, digests);
    return digests;
  }

  #keep(line: Line): void {
    this.#take(line);
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
  }

  killer(key: string): Killer | null {
    return this.#killers.get(key) ?? null;
  }

  /** What part of all kills a test file has to its credit, in [0, 1]. */
  shareOf(test: string): number {
    return (this.#kills.get(test) ?? 0) / Math.max(1, this.#killers.size);
  }

  keepKiller(key: string, killedBy: Killer): void {
    this.#keep({ mutant: key, killedBy });
  }

  /** Digests of the test files that noticed nothing. */
  survived(key: string): ReadonlySet<string> {
    return this.#survivedOf(key);
  }

  keepSurvived(key: string, survived: readonly string[]): void {
    if (survived.length > 0) this.#keep({ mutant: key, survived });
  }

  /** The tests of a file as they pass without a mutant, by the digest of everything that it runs. */
  baseline(digest: string): readonly BaselineTest[] | null {
    return this.#baselines.get(digest) ?? null;
  }

  keepBaseline(digest: string, tests: readonly BaselineTest[]): void {
    this.#keep({ baseline: digest, tests });
  }
}

export function keyOf(mutant: Mutant, source: string): string {
  return createHash('sha256')
    .update(`${mutant.file}\n${mutated(source, mutant)}`)
    .digest('hex')
    .slice(0, 16);
}
