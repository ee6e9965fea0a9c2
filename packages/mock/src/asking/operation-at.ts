import { matchPath } from '../http/match-path.ts';
import type { SpecOperation } from './operations-of.ts';

/** In the order in which they are looked through: a literal path goes before one with a parameter. */
export function inOrderOfSearch<Operation extends SpecOperation>(operations: readonly Operation[]): Operation[] {
  return operations.toSorted((one, other) => Number(one.path.includes('{')) - Number(other.path.includes('{')));
}

/** The operation that a request asks for, among some that are in the order of search; null when it is none of them. */
export function operationAt<Operation extends SpecOperation>(
  operations: readonly Operation[],
  { method, url = '' }: { readonly method?: string | undefined; readonly url?: string | undefined },
): Operation | null {
  const [path = ''] = url.split('?');
  const at = (asked: string | undefined) =>
    operations.find((one) => one.method === asked && matchPath(one.path, path) !== null);
  return at(method) ?? (method === 'HEAD' ? at('GET') : undefined) ?? null;
}
