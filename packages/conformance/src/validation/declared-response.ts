import { type OperationId, operations } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import type { ContractSchema } from './schema-validator.ts';

/** A header as the contract declares it for one answer. */
export interface DeclaredHeader {
  readonly required?: boolean;
  readonly schema: ContractSchema;
}

/** An answer as the contract declares it. */
export interface DeclaredResponse {
  readonly headers: Readonly<Record<string, DeclaredHeader>>;
  /** The schema of each media type; empty when the answer has no body. */
  readonly content: Readonly<Record<string, ContractSchema>>;
}

type Reference = { readonly $ref: string };

interface ResponseObject {
  readonly headers?: Readonly<Record<string, DeclaredHeader | Reference>>;
  readonly content?: Readonly<Record<string, { readonly schema: ContractSchema }>>;
}

interface OperationObject {
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

/** What may answer a request that matches no operation, besides a refusal of its key (contract, `x-jobwire-undeclared`). */
const undeclaredResponses: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  404: 'RouteNotFound',
  405: 'MethodNotAllowed',
  429: 'TooManyRequests',
  431: 'HeadersTooLarge',
  500: 'InternalError',
  503: 'Unavailable',
};

/** The statuses that the contract declares for an operation, or for a request that matches none. */
export function declaredStatuses(operationId: OperationId | null): readonly number[] {
  return operationId === null ? Object.keys(undeclaredResponses).map(Number) : operations[operationId].statuses;
}

/** What the contract says about this answer of this operation, or of none; null when it declares no such status. */
export function declaredResponse(operationId: OperationId | null, status: number): DeclaredResponse | null {
  const declared = operationId === null ? undeclaredResponse(status) : responseOf(operationId, status);
  if (declared === undefined) {
    return null;
  }
  const { headers = {}, content = {} } = resolve<ResponseObject>(declared);
  return {
    headers: mapValues(headers, (header) => resolve<DeclaredHeader>(header)),
    content: mapValues(content, ({ schema }) => schema),
  };
}

function responseOf(operationId: OperationId, status: number): ResponseObject | Reference | undefined {
  const { path, method } = operations[operationId];
  const operation = spec.paths[path]?.[method] as OperationObject;
  return operation.responses[String(status)];
}

function undeclaredResponse(status: number): Reference | undefined {
  const name = undeclaredResponses[status];
  return name === undefined ? undefined : { $ref: `#/components/responses/${name}` };
}

/** Follows a reference such as `#/components/responses/Unauthorized`. */
function resolve<Target extends object>(value: Target | Reference): Target {
  if (!('$ref' in value) || typeof value.$ref !== 'string') {
    return value as Target;
  }
  const [, , section = '', name = ''] = value.$ref.split('/');
  return spec.components[section]?.[name] as Target;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
