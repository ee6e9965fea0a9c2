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

/** What the contract says about this answer of this operation; null when it declares no such status. */
export function declaredResponse(operationId: OperationId, status: number): DeclaredResponse | null {
  const { path, method } = operations[operationId];
  const operation = spec.paths[path]?.[method] as OperationObject;
  const declared = operation.responses[String(status)];
  if (declared === undefined) {
    return null;
  }
  const { headers = {}, content = {} } = resolve<ResponseObject>(declared);
  return {
    headers: mapValues(headers, (header) => resolve<DeclaredHeader>(header)),
    content: mapValues(content, ({ schema }) => schema),
  };
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
