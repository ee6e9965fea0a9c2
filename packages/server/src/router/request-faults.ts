import type { ProblemErrorItem } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { firstFault, SchemaFaults } from '../schema/schema-faults.ts';
import { type ContractOperation, isDeepObject } from './contract-operation.ts';

/** What of a request has rules, parameters as text. */
export interface RequestParts {
  readonly body: unknown;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * Lists what is wrong with a request that the validation has refused at its first fault. It takes no part in what is
 * accepted, and compiles nothing before the first refusal.
 */
export class RequestFaults {
  readonly #operation: ContractOperation;
  readonly #body: { readonly faults: SchemaFaults; readonly schemaPointer: string } | undefined;
  #parameters: ReadonlyMap<string, ValidateFunction> | undefined;

  constructor(operation: ContractOperation) {
    this.#operation = operation;
    const schemaPointer = bodySchemaPointer(operation);
    if (schemaPointer === undefined) return;
    let ajv: Ajv2020 | undefined;
    const compile = (pointer: string) => {
      ajv ??= contractAjv(false);
      return ajv.compile({ $ref: `jobwire:contract#${pointer}` });
    };
    this.#body = { faults: new SchemaFaults(spec, compile, 'request'), schemaPointer };
  }

  /** One entry for each parameter and member that breaks a rule; none where the rule is of no single one. */
  list(request: RequestParts): ProblemErrorItem[] {
    this.#parameters ??= parameterValidators(this.#operation);
    const items: ProblemErrorItem[] = [];
    for (const { name, in: location } of this.#operation.parameters) {
      const accepts = this.#parameters.get(`${location} ${name}`);
      const value = parameterValue(request, location, name);
      if (accepts === undefined || value === undefined || accepts({ value })) continue;
      items.push({ location, name, message: firstFault(accepts.errors ?? [], 'request').message });
    }
    if (this.#body === undefined || request.body === undefined) return items;
    const faults = this.#body.faults.list(this.#body.schemaPointer, request.body);
    return [...items, ...faults.map((fault) => ({ location: 'body' as const, ...fault }))];
  }
}

function parameterValue(request: RequestParts, location: 'path' | 'query' | 'header', name: string): unknown {
  if (location === 'header') return request.headers[name.toLowerCase()];
  const values = location === 'path' ? request.path : request.query;
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** By place and name. Parameters are text, so they are coerced, which needs an object around them. */
function parameterValidators(operation: ContractOperation): Map<string, ValidateFunction> {
  const ajv = contractAjv(true);
  return new Map(
    operation.parameters
      .filter((parameter) => !isDeepObject(parameter))
      .map(({ name, in: location, schema }) => {
        const absolute = JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"jobwire:contract#');
        return [`${location} ${name}`, ajv.compile({ properties: { value: JSON.parse(absolute) } })];
      }),
  );
}

/** With the formats as the validation of requests reads them. */
function contractAjv(coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, coerceTypes });
  addFormats.default(ajv, { mode: 'fast' });
  return ajv.addSchema({ $id: 'jobwire:contract', components: { schemas: spec.components.schemas } });
}

interface BodyOwner {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
}

function bodySchemaPointer({ path, method, body }: ContractOperation): string | undefined {
  if (body === 'none') return undefined;
  const operation = spec.paths[path]?.[method] as BodyOwner | undefined;
  return operation?.requestBody?.content['application/json']?.schema.$ref?.slice(1);
}
