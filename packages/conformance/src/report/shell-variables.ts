import { isHeaderVariable, keyVariables } from '../runner/key-variables.ts';
import type { Verdict } from './verdict.ts';

/** The names of the shell variables that stand for secrets in the curl lines of failures, in alphabetical order. */
export function shellVariables(verdicts: readonly Verdict[]): string[] {
  const exchanges = verdicts.flatMap((verdict) =>
    verdict.outcome === 'failed' ? verdict.failures.flatMap(({ exchange }) => exchange ?? []) : [],
  );
  const found = exchanges.flatMap(({ keyName, requestHeaders }) => [
    ...(keyName === null ? [] : [keyVariables[keyName]]),
    ...[...requestHeaders.values()].filter(isHeaderVariable),
  ]);
  return [...new Set(found)].map((name) => name.slice(1)).sort();
}
