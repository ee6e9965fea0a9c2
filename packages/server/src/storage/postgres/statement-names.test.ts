import { expect, test } from 'vitest';
import { StatementNames } from './statement-names.ts';

test('a text has one name in every process, and no other text has it', () => {
  const [one, other] = [new StatementNames(), new StatementNames()];

  expect(one.of('select 1')).toMatch(/^jobwire_[\w-]{22}$/);
  expect(one.of('select 1')).toBe(one.of('select 1'));
  expect(other.of('select 1')).toBe(one.of('select 1'));
  expect(one.of('select 2')).not.toBe(one.of('select 1'));
});

test('no more than 400 texts have a name, and those that have one keep it', () => {
  const names = new StatementNames();
  const named = Array.from({ length: 401 }, (_, index) => names.of(`select ${index}`));

  expect(named.filter((name) => name !== undefined)).toHaveLength(400);
  expect(named[400]).toBeUndefined();
  expect(names.of('select 0')).toBe(named[0]);
  expect(names.of('select 400')).toBeUndefined();
});

test('once they are given up nothing has a name, which is told once', () => {
  let told = 0;
  const names = new StatementNames(() => {
    told += 1;
  });
  names.of('select 1');
  expect(told).toBe(0);

  names.giveUp();
  names.giveUp();

  expect(names.of('select 1')).toBeUndefined();
  expect(names.of('select 2')).toBeUndefined();
  expect(told).toBe(1);
});
