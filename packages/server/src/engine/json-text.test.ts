import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fastCheckRuns } from '../test/fast-check-runs.ts';
import { exactJsonTextOf } from './exact-json-text.ts';
import { jsonTextOf } from './json-text.ts';

class Row {
  readonly id = 'a';
  readonly rows = [1, null];
}

class Late extends Date {
  override toISOString(): never {
    return Number.NaN as never;
  }
}

const outcomeOf = (write: (value: unknown, place: string) => string, value: unknown): string => {
  try {
    return write(value, 'output');
  } catch (error) {
    return String(error);
  }
};

test.each<{ what: string; value: () => unknown }>([
  { what: 'an object of a class', value: () => new Row() },
  { what: 'an object without a prototype', value: () => Object.assign(Object.create(null), { a: [1] }) },
  { what: 'text that spells a lone surrogate', value: () => ['\\ud800'] },
  { what: 'a date whose form is not its own', value: () => [Object.assign(new Date(0), { toJSON: () => Number.NaN })] },
  { what: 'a date of a class whose form is none', value: () => [new Late(0)] },
  {
    what: 'what only says that it is a date',
    value: () => ({ toJSON: Date.prototype.toJSON, toISOString: () => 'x' }),
  },
  { what: 'an array with holes', value: () => Array(2) },
  { what: 'an array with a form of its own', value: () => Object.assign([1], { toJSON: () => [undefined] }) },
  { what: 'an array with a member beside its items', value: () => Object.assign([1], { note: () => {} }) },
  { what: 'an error that has a member', value: () => Object.assign(new Error('why'), { code: 'E1' }) },
  { what: 'a function beside other members', value: () => ({ a: 1, run() {} }) },
  { what: 'a symbol as a name', value: () => ({ a: 1, [Symbol('s')]: () => {} }) },
  { what: 'a member that is not told', value: () => Object.defineProperty({ a: 1 }, 'b', { value: Number.NaN }) },
  { what: 'a form that is undefined', value: () => ({ a: { toJSON: () => undefined } }) },
  {
    what: 'a form that cannot be told',
    value: () => ({
      toJSON: () => {
        throw new Error('not now');
      },
    }),
  },
  { what: 'a name that is half of a pair', value: () => ({ a: { '\udc00': 1 } }) },
  { what: 'typed numbers', value: () => ({ some: new Float64Array([1, Number.NaN]) }) },
  { what: 'bytes', value: () => Buffer.from('abc') },
  { what: 'an address', value: () => [new URL('https://example.org')] },
])('$what is judged as by a look at each member', ({ value }) => {
  expect(outcomeOf(jsonTextOf, value())).toBe(outcomeOf(exactJsonTextOf, value()));
});

describe('whatever a handler gives', () => {
  const settings = { withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withSet: true };
  const odd = fc.constantFrom(undefined, () => {}, Symbol('s'), Number.NaN, new Row(), Promise.resolve());
  const anything = fc.anything({
    ...settings,
    ...{ withTypedArray: true, withSparseArray: true, withNullPrototype: true },
    values: [fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), odd],
  });
  const plain = fc.jsonValue({ stringUnit: 'binary' });

  test('is written, or refused, as by a look at each member', () => {
    fc.assert(
      fc.property(fc.oneof(anything, plain), (value) => {
        expect(outcomeOf(jsonTextOf, value)).toBe(outcomeOf(exactJsonTextOf, value));
      }),
      fastCheckRuns(1000),
    );
  });

  test('is written as JSON writes it where it is JSON', () => {
    const whole = plain.filter((value) => !JSON.stringify(value).includes('\\ud'));
    fc.assert(
      fc.property(whole, (value) => {
        expect(jsonTextOf(value, 'output')).toBe(JSON.stringify(value));
      }),
      fastCheckRuns(300),
    );
  });
});
