import type { CapabilityJobType } from '@jobwire/contract';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { wrongBody } from './refusal.ts';

const members = {
  items: { type: 'integer', minimum: 0, maximum: 100_000 },
  item_ms: { type: 'integer', minimum: 0, maximum: 3_600_000 },
  fail_at: { type: 'integer', minimum: 0 },
  ignore_cancel: { type: 'boolean' },
};
const required = ['items', 'item_ms'];

/** What the tiny server can do: count, and count with attempts that are lost. */
export const jobTypes: readonly CapabilityJobType[] = [
  {
    type: 'demo.batch',
    description: 'Counts. One result for each item, the square of its number.',
    // Whatever else it holds is overlooked.
    input_schema: { type: 'object', required, properties: members },
  },
  {
    type: 'demo.flaky',
    description: 'Counts, and loses as many attempts as it is told, each after one item.',
    input_schema: {
      type: 'object',
      required: [...required, 'lose_attempts'],
      properties: { ...members, lose_attempts: { type: 'integer', minimum: 0 } },
      additionalProperties: false,
    },
  },
];

const ajv = new Ajv2020();
const validators = new Map<string, ValidateFunction>(
  jobTypes.map(({ type, input_schema: schema }) => [type, ajv.compile(schema)]),
);

/** An input that fits a type. */
export function anyInput(type: string): object {
  return { items: 0, item_ms: 0, ...(type === 'demo.flaky' ? { lose_attempts: 0 } : {}) };
}

/** Whether there is such a type. */
export function isOffered(type: string): boolean {
  return validators.has(type);
}

/**
 * Refuses a type that is not offered, and an input that is not of its type.
 *
 * @throws Refusal
 */
export function checkInput(type: string, input: unknown): void {
  const validate = validators.get(type);
  if (validate === undefined) {
    throw wrongBody({ pointer: '/type', message: 'is none of mine' });
  }
  if (!validate(input)) {
    const [error] = validate.errors ?? [];
    throw wrongBody({ pointer: `/input${error?.instancePath ?? ''}`, message: error?.message ?? 'does not fit' });
  }
}
