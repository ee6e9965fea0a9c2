import { isDeepStrictEqual } from 'node:util';
import { shortJson } from './expect-equal.ts';

/** What differs between two sights of a job, each member by its path: of the earlier one, and of the later one. */
export function differingMembers(earlier: object, later: object): { readonly before: string; readonly after: string } {
  const paths = differingPaths(earlier, later, []);
  const shown = (job: object) => paths.map((path) => `${path.join('.')} ${shortJson(valueAt(job, path))}`).join(', ');
  return { before: shown(earlier), after: shown(later) };
}

function differingPaths(earlier: object, later: object, path: readonly string[]): string[][] {
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])].flatMap((name) => {
    const [one, other] = [valueAt(earlier, [name]), valueAt(later, [name])];
    if (isDeepStrictEqual(one, other)) return [];
    const here = [...path, name];
    return isPlainObject(one) && isPlainObject(other) ? differingPaths(one, other, here) : [here];
  });
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
