export * from './generated/conformance-classes.ts';
export * from './generated/limits.ts';
export type { components, operations as OperationTypes, paths, webhooks } from './generated/openapi.ts';
export * from './generated/operations.ts';
export * from './generated/problems.ts';
export type * from './generated/schemas.ts';
export * from './lifecycle.ts';
