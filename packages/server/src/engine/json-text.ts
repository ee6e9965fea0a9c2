import { deepest, exactJsonTextOf, isEmptied } from './exact-json-text.ts';

/**
 * A value of a handler as JSON text that says all of it. What JSON would change in silence (`NaN` to `null`, a promise to
 * `{}`) is refused, and so is text that is not Unicode. Members that are undefined are left out, as everywhere in JSON.
 *
 * It is written as a whole and looked over afterwards, which takes a fraction of the time of a look at each member from
 * within: that is left for where this look does not suffice.
 *
 * @param place What the value is in the words of the handler, such as `output`.
 * @throws TypeError that names the place within the value.
 */
export function jsonTextOf(value: unknown, place: string): string {
  const text = plainTextOf(value);
  // This is how JSON writes half of a surrogate pair, in a name as in a text.
  if (text !== undefined && !text.includes('\\ud') && isKept(value, 0)) return text;
  return exactJsonTextOf(value, place);
}

/** Undefined where there is none. */
function plainTextOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/**
 * Whether JSON has kept all of it for certain: false where only a look from within can tell. It comes to its end, since the
 * value was written, and so leads back nowhere. Getters are asked once more for it.
 */
function isKept(value: unknown, levels: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || isKeptObject(value, levels);
    default:
      return false;
  }
}

function isKeptObject(value: object, levels: number): boolean {
  if (levels >= deepest) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const { toJSON } = value as { toJSON?: unknown };
  if (toJSON !== undefined) {
    return prototype === Date.prototype && toJSON === dateToJson && Number.isFinite((value as Date).getTime());
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (!isKept(value[index], levels + 1)) return false;
    return true;
  }
  if (prototype !== Object.prototype && prototype !== null && isEmptied(value)) return false;
  for (const name in value) {
    const member = value[name as keyof typeof value] as unknown;
    if (member !== undefined && !isKept(member, levels + 1)) return false;
  }
  return true;
}

const dateToJson = Date.prototype.toJSON;
