/** Deeper than any reader goes, and far above the depth at which writing JSON exhausts the stack. */
export const deepest = 1000;

/** What JSON would write as `{}`, as if there were nothing in it. */
const emptied = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Error', 'RegExp', 'ArrayBuffer'];

interface Level {
  readonly object: object;
  readonly key: string;
}

/**
 * The JSON text of a value that `jsonTextOf` describes, by a look at each member as it is written: whatever its objects do
 * when they are asked, this is what is in the text.
 *
 * @throws TypeError that names the place within the value.
 */
export function exactJsonTextOf(value: unknown, place: string): string {
  /** From the value down to the object whose members are being written. */
  const above: Level[] = [];
  return JSON.stringify(value, function (this: object, key: string, member: unknown) {
    while (above.length > 0 && above.at(-1)?.object !== this) above.pop();
    const fault = faultOf(member, (this as Record<string, unknown>)[key], above);
    if (fault !== null) throw new TypeError(`${placeOf(place, above, key)} ${fault}.`);
    if (!key.isWellFormed()) {
      throw new TypeError(`${placeOf(place, above.slice(0, -1), above.at(-1)?.key ?? '')} has ${unnamable}.`);
    }
    if (typeof member === 'object' && member !== null) above.push({ object: member, key });
    return member;
  });
}

const unnamable = 'a member whose name holds a lone surrogate, which is not Unicode text';

/** In words that follow the place; null where JSON can hold it. */
function faultOf(member: unknown, asGiven: unknown, above: readonly Level[]): string | null {
  switch (typeof member) {
    case 'number':
      return Number.isFinite(member) ? null : `is ${member}, which JSON cannot hold`;
    case 'string':
      return textFaultOf(member);
    case 'bigint':
      return 'is a BigInt, which JSON cannot hold: give it as text or as a number';
    case 'undefined':
      return isLeftOut(above) ? null : 'is undefined, which JSON cannot hold: leave it out, or give null';
    case 'function':
    case 'symbol':
      return `is a ${typeof member}, which JSON cannot hold`;
    case 'object':
      return objectFaultOf(member, asGiven, above);
    default:
      return null;
  }
}

/** In words that follow the name of the text; null where it is Unicode. */
function textFaultOf(text: string): string | null {
  return text.isWellFormed() ? null : 'holds a lone surrogate, which is not Unicode text';
}

function objectFaultOf(member: object | null, asGiven: unknown, above: readonly Level[]): string | null {
  if (member === null) return asGiven instanceof Date ? 'is a date that is no date, which JSON cannot hold' : null;
  if (above.some(({ object }) => object === member)) return 'leads back to what it is in: JSON cannot hold a cycle';
  if (above.length >= deepest) return `is nested deeper than ${deepest} levels`;
  const kind = kindOf(member);
  if (!isEmptied(member) || Object.keys(member).length > 0) return null;
  return `is ${/^[AE]/.test(kind) ? 'an' : 'a'} ${kind}, of which JSON keeps nothing${kind === 'Promise' ? ': await it' : ''}`;
}

/** Whether JSON keeps nothing of it but the members that somebody has added. */
export function isEmptied(value: object): boolean {
  return emptied.includes(kindOf(value));
}

function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Whether what is undefined is the member of an object. */
function isLeftOut(above: readonly Level[]): boolean {
  const holder = above.at(-1);
  return holder !== undefined && !Array.isArray(holder.object);
}

function placeOf(place: string, above: readonly Level[], key: string): string {
  const [first, ...others] = above;
  if (first === undefined) return place;
  return [...others.map((level) => level.key), key].reduce(
    (path, name) =>
      /^\d+$/.test(name)
        ? `${path}[${name}]`
        : /^[\w$]+$/.test(name)
          ? `${path}.${name}`
          : `${path}[${JSON.stringify(name)}]`,
    place,
  );
}
