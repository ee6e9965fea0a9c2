import { operations, problemCodes } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';

/** Where the words of the contract are explained, for those that stand as code in a guide. */
export const linkedWords: ReadonlyMap<string, string> = new Map([
  ...problemCodes.map((code) => [code, `errors.html#${code}`] as const),
  ...Object.entries(operations).flatMap(([id, { method, path }]) => {
    const { [method]: operation } = spec.paths[path] as Readonly<Record<string, { readonly tags: readonly string[] }>>;
    const place = `reference.html#tag/${operation?.tags[0]}/operation/${id}`;
    return [[id, place] as const, [`${method.toUpperCase()} ${path}`, place] as const];
  }),
]);
