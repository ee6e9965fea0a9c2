import pg from 'pg';
import { expect, test } from 'vitest';
import { connectionUrl } from './connection-url.ts';

/** What the driver makes of it, while any warning fails the test. */
function sslOf(url: string): unknown {
  const warned: unknown[] = [];
  const listener = (warning: unknown) => warned.push(warning);
  const { emitWarning } = process;
  process.emitWarning = listener as typeof emitWarning;
  try {
    const { ssl } = new pg.Client({ connectionString: connectionUrl(url) }) as unknown as { ssl: unknown };
    expect(warned).toEqual([]);
    return ssl;
  } finally {
    process.emitWarning = emitWarning;
  }
}

test.each([
  { mode: 'disable', want: false },
  { mode: 'require', want: { rejectUnauthorized: false } },
  { mode: 'verify-full', want: {} },
  { mode: 'no-verify', want: { rejectUnauthorized: false } },
])('sslmode=$mode means what it means to libpq, and nobody is warned of it', ({ mode, want }) => {
  expect(sslOf(`postgres://jobs@db/jobs?application_name=x&sslmode=${mode}`)).toEqual(want);
});

test('verify-ca takes any name that the authority has signed', () => {
  // Any file that can be read will do, as long as nobody connects.
  const file = encodeURIComponent(import.meta.filename);
  expect(sslOf(`postgres://jobs@db/jobs?sslmode=verify-ca&sslrootcert=${file}`)).toEqual({
    ca: expect.any(String),
    checkServerIdentity: expect.any(Function),
  });
});

test.each([
  { query: 'sslmode=bogus', want: 'its sslmode has to be one of disable, require, verify-ca, verify-full' },
  { query: 'sslmode=prefer', want: 'its sslmode has to be one of disable, require, verify-ca, verify-full' },
  { query: 'sslmode=verify-ca', want: 'sslmode=verify-ca needs sslrootcert' },
])('$query is refused', ({ query, want }) => {
  expect(() => connectionUrl(`postgres://jobs@db/jobs?${query}`)).toThrow(want);
});

test.each(['postgres://jobs@db/jobs', 'postgres://jobs@db/jobs?sslmode=require&uselibpqcompat=true', '/tmp jobs'])(
  '%s stays as it is',
  (url) => {
    expect(connectionUrl(url)).toBe(url);
  },
);
