import { Refusal, wrongBody } from './refusal.ts';
import type { World } from './world.ts';

/** How many levels a body may have; the outermost is level 1. */
export const bodyDepth = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as a JSON object.
 *
 * @throws Refusal when they are not one, or hold what no text may hold
 */
export function parseBody(world: World, bytes: Buffer): unknown {
  const sent = decode(world, bytes);
  const text = world.breaks('the first of two members counts') ? firstWins(sent) : sent;
  let value: unknown;
  try {
    const loses = text.includes('__proto__') && world.breaks('a member named __proto__ is lost');
    value = JSON.parse(text, loses ? withoutPrototype : undefined);
  } catch {
    if (world.breaks('malformed JSON is called a broken rule')) {
      throw wrongBody({ pointer: '', message: 'is not JSON' });
    }
    throw new Refusal('malformed_json', 'I cannot read this as JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (value === null && world.breaks('a body of null answers 500')) {
      throw new TypeError('Cannot read properties of null');
    }
    if (Array.isArray(value) && world.breaks('a body that is a list is malformed JSON')) {
      throw new Refusal('malformed_json', 'I cannot read this as JSON.');
    }
    throw wrongBody({ pointer: '', message: 'must be an object' });
  }
  inspect(world, value);
  return world.breaks('texts are normalized') ? normalized(value) : value;
}

function decode(world: World, bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    if (world.breaks('bytes that are not UTF-8 are replaced')) {
      return bytes.toString('utf8');
    }
    throw new Refusal('malformed_json', 'I cannot read this as UTF-8.');
  }
}

/** Looks at everything in a value, level by level, so that no depth can overflow anything. */
function inspect(world: World, value: object): void {
  let level: unknown[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    const containers = level.filter((item) => typeof item === 'object' && item !== null) as object[];
    if (
      containers.length > 0 &&
      depth > bodyDepth - (world.breaks('a body may be one level less deep than said') ? 1 : 0)
    ) {
      if (world.breaks('a deep body answers 500')) {
        throw new RangeError('Maximum call stack size exceeded');
      }
      if (!world.breaks('a body of any depth is taken')) {
        throw wrongBody({ pointer: '', message: `has more than ${bodyDepth} levels` });
      }
    }
    level = containers.flatMap((container) => {
      const texts = Array.isArray(container) ? [] : Object.keys(container);
      const values = Object.values(container);
      checkTexts(world, [...texts, ...values.filter((item) => typeof item === 'string')]);
      checkNumbers(world, values);
      return values;
    });
  }
}

/** `JSON.parse` makes infinity of what no double holds. */
function checkNumbers(world: World, values: readonly unknown[]): void {
  const huge = values.some((value) => typeof value === 'number' && !Number.isFinite(value));
  if (huge && !world.breaks('a number beyond every range is taken')) {
    throw wrongBody({ pointer: '', message: 'holds a number that no double holds' });
  }
}

function checkTexts(world: World, texts: readonly string[]): void {
  for (const text of texts) {
    if (text.includes('\0') && !world.breaks('a NUL is taken')) {
      throw wrongBody({ pointer: '', message: 'holds a NUL' });
    }
    if (!text.isWellFormed() && !world.breaks('a lone surrogate is taken')) {
      throw wrongBody({ pointer: '', message: 'holds half a character' });
    }
  }
}

function normalized(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).normalize('NFC'));
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/** Gives every text the value that its name had first. */
function firstWins(json: string): string {
  const first = new Map<string, string>();
  return json.replace(/("[^"\\]*"\s*:\s*)("[^"\\]*")/g, (_whole, name: string, value: string) => {
    first.set(name, first.get(name) ?? value);
    return `${name}${first.get(name)}`;
  });
}
