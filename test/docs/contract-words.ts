import { operations } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';

/** Every name that the contract gives to something: members, parameters, headers, values of enums, operations, classes, media types. */
export const contractWords: ReadonlySet<string> = collectWords();

/** Every operation as `GET /v1/jobs`. */
export const contractCalls: ReadonlySet<string> = new Set(
  Object.values(operations).map(({ method, path }) => `${method.toUpperCase()} ${path}`),
);

function collectWords(): Set<string> {
  const words = new Set(Object.keys(operations));
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const entry of value) {
        if (key === 'enum' && typeof entry === 'string') words.add(entry);
        walk(entry, key);
      }
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (['properties', 'headers', 'content', 'schemas'].includes(key)) words.add(name);
      // Of a parameter.
      if (name === 'name' && 'in' in value && typeof member === 'string') words.add(member);
      if (!['example', 'examples', 'description'].includes(name)) walk(member, name);
    }
  };
  walk(spec, '');
  return words;
}
