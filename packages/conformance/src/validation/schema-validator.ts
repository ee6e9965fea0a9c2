import { spec } from '@jobwire/contract/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A schema as it stands in the contract: inline, or a reference into its components. */
export type ContractSchema = Readonly<Record<string, unknown>>;

const documentId = 'https://jobwire.invalid/openapi';

// The contract holds keywords that are not of JSON Schema, such as `x-enumDescriptions`, which strict mode refuses.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: documentId, components: spec.components });

const compiled = new WeakMap<ContractSchema, ValidateFunction>();

/** What is wrong with a value, one sentence each; nothing when it fits the schema. */
export function schemaFaults(schema: ContractSchema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(absolute(schema));
  compiled.set(schema, validate);
  if (validate(value)) {
    return [];
  }
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`);
}

/** References in the contract are relative to its document. */
function absolute(schema: ContractSchema): ContractSchema {
  return typeof schema.$ref === 'string' ? { $ref: `${documentId}${schema.$ref}` } : schema;
}
