import { operations, problemCodes } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';

/** Where the words of the contract are explained, for those that stand as code in a guide. */
export const linkedWords: ReadonlyMap<string, string> = new Map([
  ...problemCodes.map((code) => [code, `errors.html#${code}`] as const),
  ...Object.entries(operations).map(([id, { method, path }]) => {
    const { [method]: operation } = spec.paths[path] as Readonly<Record<string, { readonly tags: readonly string[] }>>;
    return [id, `reference.html#tag/${operation?.tags[0]}/operation/${id}`] as const;
  }),
]);
