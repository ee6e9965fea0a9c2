import { type JsonObject, stringsOf } from './api-document.ts';

/** One way in which a schema allows less than another. */
export interface Narrowing {
  /** The keyword that does it. */
  readonly keyword: string;
  /** What is not allowed any more, or not without it; undefined where the keyword says it all. */
  readonly value?: unknown;
}

const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const forms = ['const', 'pattern', 'format', 'multipleOf', 'enum'];

/** In what the second schema allows less than the first. A form that is another one is left to `redocly diff`, which calls it a break. */
export function narrowings(was: JsonObject, is: JsonObject): readonly Narrowing[] {
  const required = missing(stringsOf(is.required), stringsOf(was.required));
  const types = missing(typesAllowedBy(was), typesAllowedBy(is));
  const values = Array.isArray(was.enum) && Array.isArray(is.enum) ? missing(was.enum, is.enum) : [];
  return [
    ...required.map((value) => ({ keyword: 'required', value })),
    ...types.map((value) => ({ keyword: 'type', value })),
    ...values.map((value) => ({ keyword: 'enum', value })),
    ...lowerBounds.filter((keyword) => isTighter(was[keyword], is[keyword], 1)).map((keyword) => ({ keyword })),
    ...upperBounds.filter((keyword) => isTighter(was[keyword], is[keyword], -1)).map((keyword) => ({ keyword })),
    ...forms
      .filter((keyword) => was[keyword] === undefined && is[keyword] !== undefined)
      .map((keyword) => ({ keyword })),
    ...(is.additionalProperties === false && was.additionalProperties !== false
      ? [{ keyword: 'additionalProperties' }]
      : []),
  ];
}

/** A schema without a type allows all of them, and a number allows an integer. */
function typesAllowedBy({ type }: JsonObject): string[] {
  const types = stringsOf(type);
  if (types.length === 0) return ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
  return types.includes('number') ? [...types, 'integer'] : types;
}

function isTighter(was: unknown, is: unknown, direction: 1 | -1): boolean {
  return typeof is === 'number' && (typeof was !== 'number' || (is - was) * direction > 0);
}

function missing<Value>(values: readonly Value[], from: readonly Value[]): Value[] {
  return values.filter((value) => !from.includes(value));
}
