import { type JsonObject, stringsOf } from '../api-document.ts';
import { schemasSentBy } from '../described-schemas.ts';
import { breaking, type Rule } from './rule.ts';

/**
 * An answer promises more than it did. A server that conforms to the released contract does not keep the new promise, and a
 * client that relies on it would read something else from that server without noticing.
 */
export const answersNarrowed: Rule = (before, after) => {
  const later = schemasSentBy('server', after);
  return Array.from(schemasSentBy('server', before)).flatMap(([place, was]) => {
    const is = later.get(place);
    if (is === undefined) return [];
    return promisesAdded(was, is).map((promise) => breaking('servers', 'answers-narrowed', place, promise));
  });
};

const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const forms = ['const', 'pattern', 'format', 'multipleOf'];

function promisesAdded(was: JsonObject, is: JsonObject): string[] {
  const required = missing(stringsOf(is.required), stringsOf(was.required));
  const types = missing(stringsOf(was.type), typesAllowedBy(is));
  const values = Array.isArray(was.enum) && Array.isArray(is.enum) ? missing(was.enum, is.enum) : [];
  return [
    ...required.map((member) => `\`${member}\` is always there now. A server that conforms need not send it.`),
    ...types.map((type) => `\`${type}\` may not be answered any more. A server that conforms may answer it.`),
    ...values.map((value) => `\`${value}\` may not be answered any more. A server that conforms may answer it.`),
    ...(was.enum === undefined && is.enum !== undefined
      ? ['`enum` is set. A server that conforms may answer other values.']
      : []),
    ...lowerBounds.filter((bound) => bounded(was[bound], is[bound], 1)).map((bound) => tightened(bound, was, is)),
    ...upperBounds.filter((bound) => bounded(was[bound], is[bound], -1)).map((bound) => tightened(bound, was, is)),
    ...forms
      .filter((form) => was[form] === undefined && is[form] !== undefined)
      .map((form) => tightened(form, was, is)),
    ...(is.additionalProperties === false && was.additionalProperties !== false
      ? ['The object is closed. What a server answers may have more members, and may gain some later.']
      : []),
  ];
}

/** A schema without a type allows all of them, and a number allows an integer. */
function typesAllowedBy({ type }: JsonObject): string[] {
  const types = stringsOf(type);
  if (types.length === 0) return ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
  return types.includes('number') ? [...types, 'integer'] : types;
}

function bounded(was: unknown, is: unknown, direction: 1 | -1): boolean {
  return typeof is === 'number' && (typeof was !== 'number' || (is - was) * direction > 0);
}

function tightened(member: string, was: JsonObject, is: JsonObject): string {
  const earlier = was[member] === undefined ? 'not set' : JSON.stringify(was[member]);
  return `\`${member}\` of an answer was ${earlier} and is ${JSON.stringify(is[member])}.`;
}

function missing<Value>(values: readonly Value[], from: readonly Value[]): Value[] {
  return values.filter((value) => !from.includes(value));
}
