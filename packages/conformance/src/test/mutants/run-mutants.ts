import type { Fault } from '../faults.ts';
import { type MutantResult, runMutant } from './run-mutant.ts';

interface MutantsOptions {
  /** How many are tried at the same time. */
  readonly parallel: number;
  /** Whether each meets the whole kit. */
  readonly whole: boolean;
  readonly onResult?: (result: MutantResult) => void;
}

/** Tries many mutants; the results come in the order of the faults. */
export async function runMutants(
  chosen: readonly Fault[],
  { parallel, whole, onResult }: MutantsOptions,
): Promise<MutantResult[]> {
  const results = new Map<Fault, MutantResult>();
  const waiting = [...chosen];
  async function tryNext(): Promise<void> {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const result = await runMutant(fault, { whole });
      results.set(fault, result);
      onResult?.(result);
    }
  }
  await Promise.all(Array.from({ length: parallel }, tryNext));
  return chosen.flatMap((fault) => results.get(fault) ?? []);
}
