import type { OperationId } from '@jobwire/contract';

/** One call of a random sequence. `job` says which of the jobs created so far is meant, counted round and round. */
export type ModelCall =
  | { readonly what: 'create'; readonly kind: 'quick' | 'slow' }
  | { readonly what: 'get' | 'cancel' | 'delete' | 'results' | 'events'; readonly job: number }
  | { readonly what: 'pause'; readonly milliseconds: number };

/** The operation that each call is. */
export const operationOf = {
  create: 'createJob',
  get: 'getJob',
  cancel: 'cancelJob',
  delete: 'deleteJob',
  results: 'listJobResults',
  events: 'listJobEvents',
} as const satisfies Record<Exclude<ModelCall['what'], 'pause'>, OperationId>;
