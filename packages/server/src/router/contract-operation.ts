import { type OperationId, operations } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';

interface ParameterObject {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly style?: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** One operation of the contract, with what the router has to know of it laid ready. */
export interface ContractOperation {
  readonly id: OperationId;
  readonly method: 'get' | 'post' | 'delete';
  /** With the parameters in braces, as the contract writes it. */
  readonly path: string;
  readonly access: 'read' | 'write';
  readonly body: 'none' | 'optional' | 'required';
  readonly parameters: readonly ParameterObject[];
  /** What its 200 may be; more than one where `Accept` chooses. */
  readonly mediaTypes: readonly string[];
}

export const contractOperations: readonly ContractOperation[] = Object.entries(operations).map(([id, operation]) => ({
  ...operation,
  id: id as OperationId,
  parameters: parametersOf(operationObject(operation)),
  mediaTypes: mediaTypesOf(operationObject(operation)),
}));

/** Query parameters of the form `name[key]=value`, which the validator cannot read faithfully. */
export function isDeepObject(parameter: ParameterObject): boolean {
  return parameter.in === 'query' && parameter.style === 'deepObject';
}

/** Whether a parameter is a number without fractions. */
export function isInteger(parameter: ParameterObject): boolean {
  return dereference(parameter.schema).type === 'integer';
}

/** Whether a query parameter may be repeated. */
export function isRepeatable(parameter: ParameterObject): boolean {
  return parameter.in === 'query' && dereference(parameter.schema).type === 'array';
}

/**
 * The contract with this one operation and nothing else, for a validator that is mounted for it alone. Parameters in
 * deepObject style are left out, because the router checks those itself.
 */
export function specOfOperation(operation: ContractOperation): Record<string, unknown> {
  const object = operationObject(operation);
  const parameters = operation.parameters.filter((parameter) => !isDeepObject(parameter));
  const part = { parameters, ...bodyOf(object), responses: { 200: { description: '' } } };
  return structuredClone({
    openapi: spec.openapi,
    info: { title: spec.info.title, version: spec.info.version },
    paths: { [operation.path]: { [operation.method]: part } },
    components: { schemas: schemasIn(part) },
  });
}

/** The schemas that a part of the contract refers to, directly or through others. Compiling the rest takes long. */
function schemasIn(part: unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const search = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (name in found) continue;
      found[name] = spec.components.schemas?.[name];
      search(found[name]);
    }
  };
  search(part);
  return found;
}

/** The object that a `$ref` within the contract stands for; any other object as it is. */
export function dereference(object: JsonObject): JsonObject {
  if (typeof object.$ref !== 'string') return object;
  let target: unknown = spec;
  for (const step of object.$ref.slice(2).split('/')) {
    target = (target as JsonObject)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return target as JsonObject;
}

function operationObject(operation: { path: string; method: string }): JsonObject {
  return spec.paths[operation.path]?.[operation.method] as JsonObject;
}

/** The request body without its examples, which would refer to parts of the contract that are left out. */
function bodyOf({ requestBody }: JsonObject): JsonObject {
  if (requestBody === undefined) return {};
  const { required, content } = requestBody as { required?: boolean; content: Record<string, { schema: unknown }> };
  const schemas = Object.entries(content).map(([mediaType, { schema }]) => [mediaType, { schema }]);
  return { requestBody: { required: required ?? false, content: Object.fromEntries(schemas) } };
}

function mediaTypesOf({ responses }: JsonObject): string[] {
  const { 200: ok } = responses as { 200?: JsonObject };
  return ok === undefined ? [] : Object.keys((dereference(ok).content ?? {}) as JsonObject);
}

function parametersOf(object: JsonObject): ParameterObject[] {
  const parameters = (object.parameters ?? []) as JsonObject[];
  return parameters.map((parameter) => dereference(parameter) as unknown as ParameterObject);
}
