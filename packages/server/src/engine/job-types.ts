import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import { firstFault, type SchemaFault, SchemaFaults } from '../schema/schema-faults.ts';
import type { JobDefinition } from './job-definition.ts';

const typePattern = /^[a-z][a-z0-9_.-]{0,63}$/;

interface KnownType {
  readonly definition: JobDefinition;
  readonly accepts: ValidateFunction;
  /** Made when the first input does not fit. */
  faults?: SchemaFaults;
}

/** The job types that a server offers, with their input schemas compiled. */
export class JobTypes {
  readonly #definitions = new Map<string, KnownType>();
  readonly #ajv: Ajv2020;
  readonly #definitionOf: (type: string) => JobDefinition | null;

  /**
   * @param definitionOf what runs a type that is none of the definitions; null for one that is not offered. Such a type is not
   * listed, and takes any input.
   * @throws TypeError when a definition cannot be served, with a sentence that names it.
   */
  constructor(
    definitions: readonly JobDefinition[],
    definitionOf: (type: string) => JobDefinition | null = () => null,
  ) {
    this.#definitionOf = definitionOf;
    const ajv = new Ajv2020({ allErrors: false, strict: false, unicodeRegExp: true });
    addFormats.default(ajv);
    this.#ajv = ajv;
    for (const definition of definitions) {
      checkDefinition(definition);
      if (this.#definitions.has(definition.type)) {
        throw new TypeError(`Job type ${definition.type} is defined twice: give one of the two another name.`);
      }
      this.#definitions.set(definition.type, { definition, accepts: compile(ajv, definition) });
    }
  }

  get all(): JobDefinition[] {
    return Array.from(this.#definitions.values(), ({ definition }) => definition);
  }

  get(type: string): JobDefinition | undefined {
    return this.#definitions.get(type)?.definition ?? this.#definitionOf(type) ?? undefined;
  }

  /** @throws InvalidJobRequestError when the type is not offered or the input does not fit its schema. */
  check(type: string, input: unknown): void {
    const known = this.#definitions.get(type);
    if (known === undefined) {
      if (this.#definitionOf(type) !== null) return;
      const offered = [...this.#definitions.keys()].join(', ') || 'none';
      throw new InvalidJobRequestError(`This server does not offer the job type ${type}.`, [
        { pointer: '/type', message: `is not offered; the job types of this server are: ${offered}` },
      ]);
    }
    if (known.accepts(input)) return;
    const first = firstFault(known.accepts.errors ?? [], 'input');
    const faults = this.#faultsOf(known, input) ?? [first];
    throw new InvalidJobRequestError(
      `The input does not fit the job type ${type}.`,
      faults.map(({ pointer, message }) => ({ pointer: `/input${pointer}`, message })),
    );
  }

  /** Null for a schema whose members cannot be judged one by one, such as one with an address of its own. */
  #faultsOf(known: KnownType, input: unknown): SchemaFault[] | null {
    const { type, input: schema } = known.definition;
    const id = `jobwire:input:${type}`;
    try {
      if (known.faults === undefined) {
        this.#ajv.addSchema(schema, id);
        known.faults = new SchemaFaults(
          schema,
          (pointer) => this.#ajv.compile({ $ref: `${id}#${fragmentOf(pointer)}` }),
          'input',
        );
      }
      const faults = known.faults.list('', input);
      return faults.length === 0 ? null : faults;
    } catch {
      return null;
    }
  }
}

/** A pointer as the fragment of an address (RFC 6901 section 6), since members may have any name. */
function fragmentOf(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}

function checkDefinition(definition: JobDefinition): void {
  if (typeof definition?.type !== 'string' || !typePattern.test(definition.type)) {
    throw new TypeError(
      `A job type is named ${JSON.stringify(definition?.type)}: it has to match ${typePattern.source}, for example documents.extract.`,
    );
  }
  if (typeof definition.run !== 'function') {
    throw new TypeError(`Job type ${definition.type} has no function \`run\`.`);
  }
  if (typeof definition.description !== 'string' || definition.description === '') {
    throw new TypeError(`Job type ${definition.type} has no \`description\`: callers read it in the capabilities.`);
  }
  if (typeof definition.input !== 'object' || definition.input === null) {
    throw new TypeError(`Job type ${definition.type} has no \`input\`: it has to be a JSON Schema of type object.`);
  }
}

function compile(ajv: Ajv2020, definition: JobDefinition): ValidateFunction {
  try {
    return ajv.compile(definition.input);
  } catch (error) {
    throw new TypeError(`The input schema of job type ${definition.type} is broken: ${(error as Error).message}`);
  }
}
