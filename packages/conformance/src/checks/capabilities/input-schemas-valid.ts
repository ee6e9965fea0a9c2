import type { Capabilities } from '@jobwire/contract';
import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { inputValidator } from '../../steps/input-validator.ts';
import type { Check } from '../check.ts';

/** Compiles the schema of each job type. */
export const inputSchemasValid: Check = async ({ call }) => {
  const exchange = await call('getCapabilities');
  const { job_types: types = [] } = (exchange.body ?? {}) as Partial<Capabilities>;
  for (const { type, input_schema: schema } of types) {
    if (typeof schema !== 'object' || schema === null || inputValidator(schema) === null) {
      fail(`\`input_schema\` of ${type} is a JSON Schema`, shortJson(schema), exchange);
    }
  }
};
