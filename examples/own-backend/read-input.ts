import { ContractProblem } from '@jobwire/server';
import type { ReportInput } from './report.ts';

/** What the capabilities tell callers about the input. */
export const inputSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['pages'],
  properties: {
    pages: { type: 'integer', minimum: 1, maximum: 10_000 },
    page_ms: { type: 'integer', minimum: 0, maximum: 60_000 },
    broken_page: { type: 'integer', minimum: 1, maximum: 10_000 },
  },
} as const;

/** Holds an input against the schema above. A library such as ajv does so for any schema. */
export function readInput(input: Readonly<Record<string, unknown>>): ReportInput {
  for (const [name, value] of Object.entries(input)) {
    const rule = Object.hasOwn(inputSchema.properties, name)
      ? inputSchema.properties[name as keyof typeof inputSchema.properties]
      : refuse(name, 'is not a member of this input');
    if (!Number.isInteger(value) || (value as number) < rule.minimum || (value as number) > rule.maximum) {
      refuse(name, `has to be a whole number from ${rule.minimum} to ${rule.maximum}`);
    }
  }
  if (input.pages === undefined) refuse('pages', 'is missing');
  return { page_ms: 0, ...input } as ReportInput;
}

function refuse(name: string, message: string): never {
  const pointer = `/input/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  throw new ContractProblem('validation_error', `The body at ${pointer} ${message}.`, {
    errors: [{ location: 'body', pointer, message }],
  });
}
