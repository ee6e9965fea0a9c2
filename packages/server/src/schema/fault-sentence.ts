import type { ErrorObject } from 'ajv';

type Params = Readonly<Record<string, unknown>>;

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  null: 'null',
};

const sentences: Readonly<Record<string, (params: Params) => string>> = {
  required: () => 'is missing',
  dependentRequired: () => 'is missing',
  type: ({ type }) => `must be ${[type].flat().map(typeName).join(' or ')}`,
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  minLength: ({ limit }) => `must be at least ${counted(limit, 'character')} long`,
  maxLength: ({ limit }) => `must be at most ${counted(limit, 'character')} long`,
  minItems: ({ limit }) => `must have at least ${counted(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${counted(limit, 'item')}`,
  minProperties: ({ limit }) => `must have at least ${counted(limit, 'member')}`,
  maxProperties: ({ limit }) => `must have at most ${counted(limit, 'member')}`,
  uniqueItems: () => 'must not hold the same item twice',
  pattern: ({ pattern }) => `must match ${pattern}`,
  format: ({ format }) => `must have the format ${format}`,
  const: ({ allowedValue }) => `must be ${shown(allowedValue)}`,
  enum: ({ allowedValues }) => {
    const values = (allowedValues as unknown[]).map(shown);
    return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`;
  },
};

/**
 * What a schema has against a value, as a sentence whose subject is the value.
 *
 * @param whole what the schema describes, such as `request`.
 */
export function faultSentence({ keyword, params, message }: ErrorObject, whole: string): string {
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return `is not a member of this ${whole}`;
  return sentences[keyword]?.(params) ?? message ?? 'is not accepted';
}

function typeName(type: unknown): string {
  return typeNames[String(type)] ?? String(type);
}

function counted(limit: unknown, noun: string): string {
  return `${limit} ${noun}${limit === 1 ? '' : 's'}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
