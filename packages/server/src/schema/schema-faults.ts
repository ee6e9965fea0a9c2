import type { ErrorObject, ValidateFunction } from 'ajv';
import { faultSentence } from './fault-sentence.ts';

/** One thing that is wrong with a value. */
export interface SchemaFault {
  /** JSON Pointer (RFC 6901) from the value. What is missing is pointed at too. */
  readonly pointer: string;
  readonly message: string;
}

/** How many faults are listed at most: enough to correct a request by, and an end to what a hostile one costs. */
export const mostFaults = 20;

/** Below this depth only the first fault of a member is told, so that a value is read five times at most. */
const deepestWalk = 4;

type Schema = Readonly<Record<string, unknown>>;

/**
 * Lists what is wrong with a value that is known not to fit. Each member is judged alone and stops at its first fault,
 * instead of the `allErrors` of Ajv, which would go on after a length or a number of items that is there as a bound.
 */
export class SchemaFaults {
  readonly #document: unknown;
  readonly #compile: (pointer: string) => ValidateFunction;
  readonly #whole: string;
  readonly #compiled = new Map<string, ValidateFunction>();

  /**
   * @param document what holds the schemas, and what their `$ref` point into.
   * @param compile gives the validator of the schema at a pointer in the document; it is asked once for each.
   * @param whole what the schemas describe, for the sentences: `request` or `input`.
   */
  constructor(document: unknown, compile: (pointer: string) => ValidateFunction, whole: string) {
    this.#document = document;
    this.#compile = compile;
    this.#whole = whole;
  }

  /** @param schemaPointer which schema of the document the value is to fit. */
  list(schemaPointer: string, value: unknown): SchemaFault[] {
    const faults: SchemaFault[] = [];
    this.#walk(schemaPointer, value, '', faults, 0);
    return faults;
  }

  #walk(at: string, value: unknown, pointer: string, faults: SchemaFault[], depth: number): void {
    const accepts = this.#validator(at);
    if (accepts(value)) return;
    const fault = this.#firstFault(accepts.errors ?? [], pointer);
    const before = faults.length;
    if (depth < deepestWalk && isObject(value)) this.#walkMembers(at, value, pointer, faults, depth);
    if (faults.length === before) faults.push(fault);
  }

  #walkMembers(from: string, value: Schema, pointer: string, faults: SchemaFault[], depth: number): void {
    const [at, schema] = this.#resolve(from);
    const declared = isObject(schema.properties) ? schema.properties : {};
    for (const name of Array.isArray(schema.required) ? schema.required : []) {
      if (faults.length >= mostFaults) return;
      if (!Object.hasOwn(value, name)) faults.push({ pointer: `${pointer}/${escaped(name)}`, message: 'is missing' });
    }
    for (const [name, member] of Object.entries(value)) {
      if (faults.length >= mostFaults) return;
      const memberPointer = `${pointer}/${escaped(name)}`;
      if (Object.hasOwn(declared, name)) {
        this.#walk(`${at}/properties/${escaped(name)}`, member, memberPointer, faults, depth + 1);
      } else if (schema.patternProperties === undefined && schema.additionalProperties === false) {
        faults.push({ pointer: memberPointer, message: `is not a member of this ${this.#whole}` });
      } else if (schema.patternProperties === undefined && isObject(schema.additionalProperties)) {
        this.#walk(`${at}/additionalProperties`, member, memberPointer, faults, depth + 1);
      }
    }
  }

  #validator(at: string): ValidateFunction {
    const compiled = this.#compiled.get(at) ?? this.#compile(at);
    this.#compiled.set(at, compiled);
    return compiled;
  }

  /**
   * The schema at a pointer, or the one that it stands for. A `$ref` to elsewhere is not followed, nor one below a
   * schema with an address of its own, where pointers begin there.
   */
  #resolve(from: string): [at: string, schema: Schema] {
    let at = from;
    for (let steps = 0; steps < 8; steps += 1) {
      const schema = this.#schemaAt(at);
      if (!isObject(schema)) break;
      if (typeof schema.$ref !== 'string') return [at, schema];
      if (!schema.$ref.startsWith('#/')) break;
      at = schema.$ref.slice(1);
    }
    return [from, {}];
  }

  #schemaAt(at: string): unknown {
    let schema = this.#document;
    for (const step of at.split('/').slice(1)) {
      schema = isObject(schema) ? schema[unescaped(step)] : undefined;
      if (isObject(schema) && typeof schema.$id === 'string') return undefined;
    }
    return schema;
  }

  #firstFault(errors: readonly ErrorObject[], pointer: string): SchemaFault {
    return firstFault(errors, this.#whole, pointer);
  }
}

/** The fault that a validator has stopped at. What it says of the parts of an alternative is left out. */
export function firstFault(errors: readonly ErrorObject[], whole: string, pointer = ''): SchemaFault {
  const last = errors.at(-1);
  const error = last?.keyword === 'propertyNames' || last?.keyword === 'if' ? errors[0] : last;
  if (error === undefined) return { pointer, message: 'is not accepted' };
  const { instancePath, params, propertyName } = error;
  const message = faultSentence(error, whole);
  const member = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty ?? propertyName;
  return {
    pointer: `${pointer}${instancePath}${member === undefined ? '' : `/${escaped(String(member))}`}`,
    message: propertyName === undefined ? message : `has a name that ${message}`,
  };
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
