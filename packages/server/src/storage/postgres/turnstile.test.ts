import { expect, test } from 'vitest';
import { turns } from '../../test/test-clock.ts';
import { Turnstile } from './turnstile.ts';

test('nobody passes before all have come or left, and then by kind and by key', async () => {
  const turnstile = new Turnstile(3);
  const passed: string[] = [];
  const pass = (key: string) => turnstile.pass(key, async () => passed.push(key));

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
  const pass = (key: string) => turnstile.pass(key, async () => passed.push(key));

  turnstile.leave();
  const first = pass('2-usage b');
  await turns(2);
  expect(passed).toEqual([]);

  await Promise.all([first, pass('2-usage a')]);
  expect(passed).toEqual(['2-usage a', '2-usage b']);
});

test('one that is refused in its turn is told so, and holds up nobody', async () => {
  const turnstile = new Turnstile(2);
  const refused = turnstile.pass('2-usage a', () => Promise.reject(new Error('refused')));
  const other = turnstile.pass('2-usage b', async () => 'b');

  await expect(refused).rejects.toThrow('refused');
  expect(await other).toBe('b');
});
