import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Requirement } from '../../packages/conformance/src/requirements/requirement.ts';

/** What a check calls without naming the operation. */
const indirect: Readonly<Record<string, string>> = {
  'startJob(': 'createJob',
  'openStream(': 'listJobEvents',
  'servedOperations(': 'every operation',
  'servedJobOperations(': 'every operation of a job',
  'callPath(': 'any path',
  'callPathWithoutKey(': 'any path',
};

/**
 * The operations that the check of each requirement calls, found in its source and in the steps that it is built of.
 *
 * @param checks the folder of the checks
 */
export async function operationsOfChecks(
  checks: string,
  requirements: readonly Requirement[],
  operationIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, Promise<ReadonlySet<string>>>();

  function operationsIn(file: string): Promise<ReadonlySet<string>> {
    const known = found.get(file) ?? search(file);
    found.set(file, known);
    return known;
  }

  async function search(file: string): Promise<ReadonlySet<string>> {
    const text = await readFile(file, 'utf8');
    const own = [
      ...operationIds.filter((id) => text.includes(`call('${id}'`) || new RegExp(`\\w\\('${id}'|, '${id}'`).test(text)),
      ...Object.entries(indirect).flatMap(([code, name]) => (text.includes(code) ? [name] : [])),
    ];
    const steps = [...text.matchAll(/^import \{[^}]*\} from '(\.{1,2}\/[^']*)'/gm)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => /\/(steps|model)\//.test(path));
    const inSteps = await Promise.all(steps.map(operationsIn));
    return new Set([...own, ...inSteps.flatMap((names) => [...names])]);
  }

  const entries = await Promise.all(
    requirements.map(async ({ id }): Promise<[string, string[]]> => {
      const names = await operationsIn(join(checks, `${id}.ts`));
      return [id, [...names].sort()];
    }),
  );
  return new Map(entries);
}
