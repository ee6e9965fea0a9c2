import { expect, test } from 'vitest';
import { turns } from '../../test/test-clock.ts';
import type { HotRow } from '../sql-database.ts';
import { Turnstile } from './turnstile.ts';

test('nobody passes before all have come or left, and then by kind and by key', async () => {
  const turnstile = new Turnstile(3);
  const passed: string[] = [];
  const pass = (...rows: HotRow[]) =>
    turnstile.pass(rows.map((row) => ({ row, change: async () => passed.push(row) })));

  const both = pass('2-usage b').then(() => turnstile.leave());
  const first = pass('1-destination z').then(() => pass('2-usage a'));
  await turns(2);
  expect(passed).toEqual([]);

  turnstile.leave();
  await Promise.all([both, first]);
  expect(passed).toEqual(['1-destination z', '2-usage a', '2-usage b']);
});

test('one that leaves is missed once, and all others are waited for', async () => {
  const turnstile = new Turnstile(3);
  const passed: string[] = [];
  const pass = (...rows: HotRow[]) =>
    turnstile.pass(rows.map((row) => ({ row, change: async () => passed.push(row) })));

  turnstile.leave();
  const first = pass('2-usage b');
  await turns(2);
  expect(passed).toEqual([]);

  await Promise.all([first, pass('2-usage a')]);
  expect(passed).toEqual(['2-usage a', '2-usage b']);
});

test('one that is refused in its turn is told so, and holds up nobody', async () => {
  const turnstile = new Turnstile(2);
  const refused = turnstile.pass([{ row: '2-usage a', change: () => Promise.reject(new Error('refused')) }]);
  const other = turnstile.pass([{ row: '2-usage b', change: async () => 'b' }]);

  await expect(refused).rejects.toThrow('refused');
  expect(await other).toEqual(['b']);
});

test('all that several of one kind change is changed in one order', async () => {
  const turnstile = new Turnstile(2);
  const passed: string[] = [];
  const pass = (...rows: HotRow[]) =>
    turnstile.pass(rows.map((row) => ({ row, change: async () => passed.push(row) })));

  await Promise.all([
    pass('1-destination c', '1-destination a').then(() => pass('2-usage a')),
    pass('1-destination b').then(() => turnstile.leave()),
  ]);

  expect(passed).toEqual(['1-destination a', '1-destination b', '1-destination c', '2-usage a']);
});

test('one that comes a second time with one kind is refused, since it would come out of order', async () => {
  const turnstile = new Turnstile(1);
  const pass = (row: HotRow) => turnstile.pass([{ row, change: async () => row }]);
  await pass('1-destination b');

  await expect(pass('1-destination c')).rejects.toThrow('1-destination');
  expect(await pass('2-usage a')).toEqual(['2-usage a']);
});
