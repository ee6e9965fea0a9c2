import { readFileSync } from 'node:fs';
import type { OpenApiDocument } from '@jobwire/contract/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { operationsOf, type SpecOperation } from '../asking/operations-of.ts';
import { MockControlError } from './mock-control-error.ts';

/** What describes the control of a live mock: `openapi/mock-control.yaml` as a value. */
export const controlDocument = parse(
  readFileSync(new URL('../../openapi/mock-control.yaml', import.meta.url), 'utf8'),
) as OpenApiDocument;

export const controlOperations: readonly SpecOperation[] = operationsOf(controlDocument);

const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true }).addSchema(controlDocument, 'control');
const validators = new Map<string, ValidateFunction>();

/**
 * Holds a value against a schema of the document.
 *
 * @param what how the value is called in the message
 * @throws {MockControlError} that names the place and what it has to be.
 */
export function checkAgainst(schemaName: string, value: unknown, what = 'The body'): void {
  let validate = validators.get(schemaName);
  if (validate === undefined) {
    validate = ajv.compile({ $ref: `control#/components/schemas/${schemaName}` });
    validators.set(schemaName, validate);
  }
  if (validate(value)) return;
  // Which of several requirements was meant, the one about all of them tells better.
  const errors = validate.errors ?? [];
  const error = errors.find(({ keyword }) => keyword !== 'required' || !errors.some(isChoice)) ?? errors[0];
  const place = error?.instancePath ? ` at ${error.instancePath}` : '';
  throw new MockControlError(400, `${what}${place} ${describe(error)}.`);
}

type Fault = NonNullable<ValidateFunction['errors']>[number];

function isChoice({ keyword }: Fault): boolean {
  return keyword === 'anyOf';
}

function describe(error: Fault | undefined): string {
  const { keyword, params = {}, message, parentSchema } = error ?? {};
  switch (keyword) {
    case 'additionalProperties': {
      const known = Object.keys(parentSchema?.properties ?? {}).join(', ');
      return `has a member ${JSON.stringify(params.additionalProperty)}, which is not known; it may have: ${known}`;
    }
    case 'required':
      return `has no member ${JSON.stringify(params.missingProperty)}`;
    case 'enum':
      return `must be one of: ${params.allowedValues.join(', ')}`;
    case 'anyOf': {
      const choices = (parentSchema?.anyOf ?? []) as { readonly required?: readonly string[] }[];
      return `must have at least one of: ${choices.flatMap(({ required = [] }) => required).join(', ')}`;
    }
    case 'minProperties':
      return `must have at least one of: ${Object.keys(parentSchema?.properties ?? {}).join(', ')}`;
    default:
      return message ?? 'is not accepted';
  }
}
