import type { OperationId } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { inOrderOfSearch } from '../asking/operation-at.ts';
import { operationsOf, type SpecOperation } from '../asking/operations-of.ts';

export type ContractOperation = SpecOperation & { readonly operationId: OperationId };

export const contractOperations = inOrderOfSearch(operationsOf(spec) as ContractOperation[]);
