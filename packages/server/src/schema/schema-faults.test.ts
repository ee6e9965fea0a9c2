import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { mostFaults, type SchemaFault, SchemaFaults } from './schema-faults.ts';

function faultsOf(schema: object, value: unknown): SchemaFault[] {
  const ajv = new Ajv2020({ strict: false }).addSchema(schema, 'test:schema');
  return new SchemaFaults(schema, (at) => ajv.compile({ $ref: `test:schema#${at}` }), 'request').list('', value);
}

test.each<{ schema: object; value: unknown; want: SchemaFault[] }>([
  { schema: {}, value: 1, want: [] },
  { schema: { type: ['string', 'null'] }, value: 1, want: [{ pointer: '', message: 'must be a string or null' }] },
  { schema: { enum: ['a'] }, value: 1, want: [{ pointer: '', message: 'must be a' }] },
  { schema: { const: 5 }, value: 1, want: [{ pointer: '', message: 'must be 5' }] },
  { schema: { minItems: 2 }, value: [1], want: [{ pointer: '', message: 'must have at least 2 items' }] },
  { schema: { minProperties: 1 }, value: {}, want: [{ pointer: '', message: 'must have at least 1 member' }] },
  {
    schema: { uniqueItems: true },
    value: [1, 1],
    want: [{ pointer: '', message: 'must not hold the same item twice' }],
  },
  { schema: { items: { maximum: 3 } }, value: [1, 9, 9], want: [{ pointer: '/1', message: 'must be at most 3' }] },
  { schema: { pattern: '^a$' }, value: 'b', want: [{ pointer: '', message: 'must match ^a$' }] },
  { schema: { multipleOf: 2 }, value: 3, want: [{ pointer: '', message: 'must be multiple of 2' }] },
  {
    schema: { propertyNames: { minLength: 1 } },
    value: { '': 1 },
    want: [{ pointer: '/', message: 'has a name that must be at least 1 character long' }],
  },
  {
    schema: { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    value: {},
    want: [{ pointer: '', message: 'must match a schema in anyOf' }],
  },
  {
    schema: { additionalProperties: { additionalProperties: false, properties: { '~': {} }, required: ['~'] } },
    value: { 'a/b': { c: 1 }, d: { '~': 1 } },
    want: [
      { pointer: '/a~1b/~0', message: 'is missing' },
      { pointer: '/a~1b/c', message: 'is not a member of this request' },
    ],
  },
])('what $schema has against $value is listed, each thing once', ({ schema, value, want }) => {
  expect(faultsOf(schema, value)).toEqual(want);
});

test('no more faults are listed than a request can be corrected by', () => {
  const value = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]));

  expect(faultsOf({ additionalProperties: false }, value)).toHaveLength(mostFaults);
  expect(faultsOf({ additionalProperties: { type: 'string' } }, value)).toHaveLength(mostFaults);
  expect(faultsOf({ required: Object.keys(value) }, {})).toHaveLength(mostFaults);
});

test('a nest of objects ends the walk at a fixed depth, with the fault that lies below', () => {
  const schema = { $defs: { node: { properties: { node: { $ref: '#/$defs/node' }, leaf: { type: 'string' } } } } };
  const ajv = new Ajv2020({ strict: false }).addSchema(schema, 'test:schema');
  const compiled: string[] = [];
  const compile = (at: string) => {
    compiled.push(at);
    return ajv.compile({ $ref: `test:schema#${at}` });
  };
  const nest = (depth: number): object => (depth === 0 ? { leaf: 1 } : { node: nest(depth - 1) });

  expect(new SchemaFaults(schema, compile, 'request').list('/$defs/node', nest(30))).toEqual([
    { pointer: `${'/node'.repeat(30)}/leaf`, message: 'must be a string' },
  ]);
  expect(compiled).toEqual(['/$defs/node', '/$defs/node/properties/node']);
});
