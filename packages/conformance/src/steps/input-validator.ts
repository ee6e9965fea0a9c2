import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { CheckContext } from '../runner/check-context.ts';

/** Compiles the `input_schema` of a job type; null when it is no schema. */
export function inputValidator(schema: object): ValidateFunction | null {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  try {
    return ajv.compile(schema);
  } catch {
    return null;
  }
}

/** Whether the type of the quick job says that it takes this input. A type that says nothing takes everything. */
export function inputIsValid({ capabilities, jobs }: CheckContext, input: unknown): boolean {
  const offered = capabilities.job_types?.find(({ type }) => type === jobs.quick.type);
  const validate = offered === undefined ? null : inputValidator(offered.input_schema);
  return validate === null || validate(input);
}
