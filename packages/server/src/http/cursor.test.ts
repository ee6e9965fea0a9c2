import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { InvalidCursorError } from '../domain/errors/invalid-cursor-error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const list = ['jobs', 'acme', { type: null }, 'desc'];

/** A cursor such as somebody makes who knows how they are made. */
function forged(position: unknown[]): string {
  const digest = hash('sha256', JSON.stringify([list, position]), 'base64url').slice(0, 16);
  return Buffer.from(JSON.stringify([digest, ...position])).toString('base64url');
}

test('a cursor leads back to its position', () => {
  const cursor = encodeCursor(list, [1_000_000, 'job_1']);

  expect(decodeCursor(list, cursor)).toEqual([1_000_000, 'job_1']);
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
});

test.each([
  { given: ['results', 'acme', { type: null }, 'desc'] },
  { given: ['jobs', 'globex', { type: null }, 'desc'] },
  { given: ['jobs', 'acme', { type: 'demo.batch' }, 'desc'] },
  { given: ['jobs', 'acme', { type: null }, 'asc'] },
])('a cursor does not fit the list $given', ({ given }) => {
  expect(() => decodeCursor(given, encodeCursor(list, [1, 'job_1']))).toThrow(InvalidCursorError);
});

describe('a cursor that was not made here is refused', () => {
  const good = encodeCursor(list, [1, 'job_1']);
  test.each([
    { given: 'nothing', cursor: '' },
    { given: 'a word', cursor: 'djE6Y3JlYXRlZA' },
    { given: 'a number', cursor: Buffer.from('7').toString('base64url') },
    { given: 'an object', cursor: Buffer.from('{}').toString('base64url') },
    { given: 'null', cursor: Buffer.from('null').toString('base64url') },
    { given: 'an empty list', cursor: Buffer.from('[]').toString('base64url') },
    { given: 'a good one cut short', cursor: good.slice(0, -2) },
    { given: 'a good one with another position', cursor: good.replace(/.{4}$/, 'AAAA') },
    {
      given: 'one nested deeper than can be written again',
      cursor: Buffer.from('['.repeat(9000)).toString('base64url'),
    },
    {
      given: 'a deep list',
      cursor: Buffer.from(`["x",${'['.repeat(7000)}${']'.repeat(7000)}]`).toString('base64url'),
    },
    { given: 'a forged one that no text can be made of', cursor: forged([1, { toString: 1, valueOf: 1 }]) },
    { given: 'a forged one with a list inside', cursor: forged([[1], 'job_1']) },
    { given: 'a forged one with null', cursor: forged([null]) },
  ])('$given', ({ cursor }) => {
    expect(() => decodeCursor(list, cursor)).toThrow(InvalidCursorError);
  });
});
