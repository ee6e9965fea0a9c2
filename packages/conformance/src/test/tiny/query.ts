import type { Call } from './call.ts';
import { Refusal, wrongParameter } from './refusal.ts';
import type { World } from './world.ts';

/** The parameters that an operation has. */
export interface KnownParameters {
  readonly single?: readonly string[];
  readonly repeated?: readonly string[];
  /** Sent as `name[key]=value`. */
  readonly keyed?: readonly string[];
}

/** What a query holds. */
export interface Query {
  readonly single: ReadonlyMap<string, string>;
  readonly repeated: ReadonlyMap<string, readonly string[]>;
  readonly keyed: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Reads the query of a request.
 *
 * @throws Refusal when it holds something that the operation does not know, or one thing twice
 */
export function readQuery({ world, search }: Call, known: KnownParameters): Query {
  const single = new Map<string, string>();
  const repeated = new Map<string, string[]>();
  const keyed = new Map<string, Map<string, string>>();
  for (const pair of search.split('&').filter((part) => part !== '')) {
    const [encodedName = '', ...rest] = pair.split('=');
    const name = decode(world, encodedName);
    const value = decode(world, rest.join('='));
    const [, keyedName = '', key = ''] = /^([a-z_]+)\[(.*)\]$/s.exec(name) ?? [];
    if (known.repeated?.includes(name)) {
      add(repeated, name, value);
    } else if (known.keyed?.includes(keyedName)) {
      const pairs = keyed.get(keyedName) ?? new Map<string, string>();
      keyed.set(keyedName, setOnce(pairs, key, value, name));
    } else if (known.single?.includes(name)) {
      setOnce(single, name, value, name);
    } else if (!world.breaks('unknown query parameters are overlooked')) {
      throw wrongParameter('query', name, 'is no parameter of mine');
    }
  }
  return { single, repeated, keyed };
}

function add(map: Map<string, string[]>, name: string, value: string): void {
  const values = map.get(name) ?? [];
  if (values.includes(value)) {
    throw wrongParameter('query', name, 'says the same twice');
  }
  map.set(name, [...values, value]);
}

function setOnce(map: Map<string, string>, key: string, value: string, name: string): Map<string, string> {
  if (map.has(key)) {
    throw wrongParameter('query', name, 'is there twice');
  }
  return map.set(key, value);
}

function decode(world: World, text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', '%20'));
  } catch (error) {
    if (world.breaks('a query that cannot be decoded answers 500')) {
      throw error;
    }
    throw new Refusal('validation_error', 'I cannot decode the query.');
  }
  if (decoded.includes('\0')) {
    throw new Refusal('validation_error', 'The query holds a NUL.');
  }
  return decoded;
}
