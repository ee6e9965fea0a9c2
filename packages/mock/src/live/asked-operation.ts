import type { OperationId } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { matchPath } from '../match-path.ts';
import { operationsOf, type SpecOperation } from '../operations-of.ts';

export type ContractOperation = SpecOperation & { readonly operationId: OperationId };

/** A literal path goes before one with a parameter. */
export const contractOperations = (operationsOf(spec) as ContractOperation[]).toSorted(
  (one, other) => Number(one.path.includes('{')) - Number(other.path.includes('{')),
);

/** The operation of the contract that a request asks for; null when it is none of them. */
export function askedOperation(method: string | undefined, url: string | undefined): ContractOperation | null {
  const path = (url ?? '').split('?')[0] ?? '';
  const asked = method === 'HEAD' ? 'GET' : method;
  return contractOperations.find((one) => one.method === asked && matchPath(one.path, path) !== null) ?? null;
}
