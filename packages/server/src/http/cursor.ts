import { hash } from 'node:crypto';
import { InvalidCursorError } from '../domain/errors/invalid-cursor-error.ts';

type Position = readonly (string | number)[];

/**
 * Cursors are opaque to callers and bound to one list: the digest covers everything that the list depends on, so that
 * a cursor of another organization, filter or order is told from a good one. It is no secret: what a cursor selects is
 * always limited to the organization of the key.
 */
export function encodeCursor(list: unknown, position: Position): string {
  return Buffer.from(JSON.stringify([digestOf(list, position), ...position])).toString('base64url');
}

/** @throws InvalidCursorError when the cursor was not made for this list. */
export function decodeCursor(list: unknown, cursor: string): Position {
  const [digest, ...position] = parsed(cursor);
  if (digest !== digestOf(list, position)) throw new InvalidCursorError();
  return position;
}

function digestOf(list: unknown, position: Position): string {
  return hash('sha256', JSON.stringify([list, position]), 'base64url').slice(0, 16);
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function parsed(cursor: string): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && value.every(isPlain)) return value;
  } catch {
    // Not one of ours, like any other text.
  }
  throw new InvalidCursorError();
}
