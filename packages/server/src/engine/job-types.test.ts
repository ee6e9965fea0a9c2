import { expect, test } from 'vitest';
import { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import type { JobDefinition } from './job-definition.ts';
import { JobTypes } from './job-types.ts';

function definition(members: Partial<Record<keyof JobDefinition, unknown>> = {}): JobDefinition {
  return {
    type: 'documents.extract',
    description: 'Reads documents.',
    input: { type: 'object' },
    run: async () => {},
    ...members,
  } as JobDefinition;
}

test('what is offered is what was given, in its order', () => {
  const [one, other] = [definition(), definition({ type: 'a' })];
  const types = new JobTypes([one, other]);

  expect(types.all).toEqual([one, other]);
  expect(types.get('a')).toBe(other);
  expect(types.get('b')).toBeUndefined();
});

test('a type that is none of the definitions may be run by another, which takes any input and is not listed', () => {
  const other = definition({ type: 'other' });
  const types = new JobTypes([definition()], (type) => (type === 'other' ? other : null));

  expect(types.get('other')).toBe(other);
  expect(() => types.check('other', 'anything')).not.toThrow();
  expect(types.all).toHaveLength(1);
  expect(types.get('third')).toBeUndefined();
  expect(() => types.check('third', {})).toThrow(InvalidJobRequestError);
});

test.each<{ given: Partial<Record<keyof JobDefinition, unknown>>; want: string }>([
  { given: { type: undefined }, want: 'A job type is named undefined' },
  { given: { type: 7 }, want: 'A job type is named 7' },
  { given: { type: '' }, want: 'it has to match' },
  { given: { type: 'Documents' }, want: 'it has to match' },
  { given: { type: 'a'.repeat(65) }, want: 'it has to match' },
  { given: { run: 'run' }, want: 'documents.extract has no function `run`' },
  { given: { description: undefined }, want: 'documents.extract has no `description`' },
  { given: { description: '' }, want: 'documents.extract has no `description`' },
  { given: { input: undefined }, want: 'documents.extract has no `input`' },
  { given: { input: null }, want: 'documents.extract has no `input`' },
  { given: { input: { type: 'objekt' } }, want: 'The input schema of job type documents.extract is broken' },
])('a definition with $given is refused with a sentence that says why', ({ given, want }) => {
  expect(() => new JobTypes([definition(given)])).toThrow(want);
  expect(() => new JobTypes([definition(given)])).toThrow(TypeError);
});

test('something that is no definition at all is refused as one without a name', () => {
  expect(() => new JobTypes([undefined as never])).toThrow('A job type is named undefined');
});

test('a name that is given twice is refused', () => {
  expect(() => new JobTypes([definition(), definition()])).toThrow('documents.extract is defined twice');
});

test('a keyword that JSON Schema does not know does not keep a schema from being used', () => {
  const types = new JobTypes([definition({ input: { type: 'object', 'x-form': 'wide' } })]);

  expect(() => types.check('documents.extract', {})).not.toThrow();
});

test('a pattern sees whole characters, as JSON Schema wants it', () => {
  const input = { type: 'object', properties: { word: { type: 'string', pattern: '^\\p{Emoji}$' } } };

  expect(() => new JobTypes([definition({ input })]).check('documents.extract', { word: '😀' })).not.toThrow();
});

function faultsOf(types: JobTypes, type: string, input: unknown): readonly { pointer: string; message: string }[] {
  try {
    types.check(type, input);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidJobRequestError);
    return (error as InvalidJobRequestError).faults;
  }
  return [];
}

test.each<{ offered: readonly string[]; want: string }>([
  { offered: ['a', 'b'], want: 'is not offered; the job types of this server are: a, b' },
  { offered: [], want: 'is not offered; the job types of this server are: none' },
])('a type that is not among $offered is refused with those', ({ offered, want }) => {
  const types = new JobTypes(offered.map((type) => definition({ type })));

  expect(faultsOf(types, 'c', {})).toEqual([{ pointer: '/type', message: want }]);
});

test.each<{ given: unknown; want: { pointer: string; message: string }[] }>([
  { given: { pages: 1 }, want: [] },
  { given: { pages: 1, format: 'date-time', at: '2026-01-01T00:00:00Z' }, want: [] },
  { given: {}, want: [{ pointer: '/input/pages', message: 'is missing' }] },
  { given: { pages: 0 }, want: [{ pointer: '/input/pages', message: 'must be at least 1' }] },
  {
    given: { pages: 'x', at: 'x', 'a/b': 1 },
    want: [
      { pointer: '/input/pages', message: 'must be an integer' },
      { pointer: '/input/at', message: 'must have the format date-time' },
      { pointer: '/input/a~1b', message: 'is not a member of this input' },
    ],
  },
  { given: 7, want: [{ pointer: '/input', message: 'must be an object' }] },
  { given: { pages: 1, at: 'x' }, want: [{ pointer: '/input/at', message: 'must have the format date-time' }] },
  {
    given: { pages: 1, colour: 'red' },
    want: [{ pointer: '/input/colour', message: 'is not a member of this input' }],
  },
  {
    given: { pages: 1, format: 'tiff' },
    want: [{ pointer: '/input/format', message: 'must be one of pdf, date-time' }],
  },
])('the input $given is refused for $want', ({ given, want }) => {
  const input = {
    type: 'object',
    required: ['pages'],
    additionalProperties: false,
    properties: {
      pages: { type: 'integer', minimum: 1 },
      at: { type: 'string', format: 'date-time' },
      format: { enum: ['pdf', 'date-time'] },
    },
  };

  expect(faultsOf(new JobTypes([definition({ input })]), 'documents.extract', given)).toEqual(want);
});

test('a schema that refers to its own parts has the faults of each listed', () => {
  const word = { type: 'string', maxLength: 3 };
  const properties = { one: { $ref: '#/$defs/word' }, two: { $ref: '#/$defs/word' } };
  for (const $id of [{}, { $id: 'https://example.com/words' }]) {
    const input = { ...$id, type: 'object', properties, $defs: { word } };

    expect(faultsOf(new JobTypes([definition({ input })]), 'documents.extract', { one: 'long', two: 2 })).toEqual([
      { pointer: '/input/one', message: 'must be at most 3 characters long' },
      { pointer: '/input/two', message: 'must be a string' },
    ]);
  }
});

test('members with any name are judged one by one', () => {
  const integers = ['a b', '100%', 'ü/x~%41', '#', ''];
  const properties = Object.fromEntries(integers.map((name) => [name, { type: 'integer' }]));
  const definition = {
    type: 'odd.names',
    description: 'Odd.',
    input: { type: 'object', properties },
    run: async () => {},
  };
  const input = Object.fromEntries(integers.map((name) => [name, 'x']));

  let thrown: unknown;
  try {
    new JobTypes([definition]).check('odd.names', input);
  } catch (error) {
    thrown = error;
  }

  expect((thrown as InvalidJobRequestError).faults.map(({ pointer }) => pointer)).toEqual([
    '/input/a b',
    '/input/100%',
    '/input/ü~1x~0%41',
    '/input/#',
    '/input/',
  ]);
});
