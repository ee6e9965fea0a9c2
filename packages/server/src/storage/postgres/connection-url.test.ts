import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { testAuthority } from '../../test/postgres/test-certificates.ts';
import { checkDatabaseUrl, connectionUrl } from './connection-url.ts';

const folder = await mkdtemp(join(tmpdir(), 'jobwire-tls-'));
afterAll(() => rm(folder, { recursive: true }));
const authority = await testAuthority('authority');
const [one, other] = [await authority.issue('one', []), await authority.issue('other', [])];

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return encodeURIComponent(path);
}
const ca = await fileOf('ca.pem', authority.certificate);
const cert = await fileOf('cert.pem', one.certificate);
const key = await fileOf('key.pem', one.key);
const none = encodeURIComponent(join(folder, 'none.pem'));

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
  expect(sslOf(`postgres://jobs@db/jobs?sslmode=verify-ca&sslrootcert=${ca}`)).toEqual({
    ca: expect.any(String),
    checkServerIdentity: expect.any(Function),
  });
});

test.each([
  { query: 'sslmode=bogus', want: 'its sslmode has to be one of disable, require, verify-ca, verify-full' },
  { query: 'sslmode=prefer', want: 'its sslmode has to be one of disable, require, verify-ca, verify-full' },
  { query: 'sslmode=verify-full&sslmode=bogus', want: 'its sslmode has to be one of disable, require' },
  { query: 'sslmode=verify-ca', want: 'sslmode=verify-ca needs sslrootcert' },
  { query: 'sslmode=verify-ca&sslrootcert=', want: 'sslmode=verify-ca needs sslrootcert' },
])('$query is refused', ({ query, want }) => {
  expect(() => connectionUrl(`postgres://jobs@db/jobs?${query}`)).toThrow(want);
});

test.each(['postgres://jobs@db/jobs', 'postgres://jobs@db/jobs?sslmode=require&uselibpqcompat=true', '/tmp jobs'])(
  '%s stays as it is',
  (url) => {
    expect(connectionUrl(url)).toBe(url);
  },
);

test.each([
  `sslmode=verify-full&sslrootcert=${ca}&sslcert=${cert}&sslkey=${key}`,
  `sslrootcert=${ca}`,
  'sslmode=require&sslrootcert=&sslcert=&sslkey=',
])('the files of ?%s are taken', (query) => {
  expect(() => checkDatabaseUrl(`postgres://jobs@db/jobs?${query}`)).not.toThrow();
});

const noCertificate = await fileOf('no.pem', 'no certificate');
const othersKey = await fileOf('others.pem', other.key);

test.each([
  { query: `sslmode=verify-ca&sslrootcert=${none}`, want: /^its sslrootcert \S*none.pem cannot be read: there is no/ },
  { query: `sslrootcert=${none}`, want: /^its sslrootcert \S*none.pem cannot be read: there is no such file$/ },
  { query: `sslmode=disable&sslcert=${none}&sslkey=${key}`, want: /^its sslcert \S*none.pem cannot be read: there is/ },
  { query: `sslmode=require&sslcert=${cert}&sslkey=${none}`, want: /^its sslkey \S*none.pem cannot be read: there is/ },
  { query: `sslrootcert=${encodeURIComponent(folder)}`, want: /^its sslrootcert \S* cannot be read: it is a folder$/ },
  { query: `sslrootcert=${noCertificate}`, want: /^its sslrootcert \S*no.pem holds no certificate in the format PEM$/ },
  { query: `sslcert=${key}&sslkey=${key}`, want: /^its sslcert \S*key.pem holds no certificate in the format PEM$/ },
  { query: `sslcert=${cert}`, want: /^its sslcert needs sslkey beside it/ },
  { query: `sslkey=${key}`, want: /^its sslkey needs sslcert beside it/ },
  {
    query: `sslcert=${cert}&sslkey=${othersKey}`,
    want: /^its sslkey \S*others.pem is not the key of sslcert \S*cert.pem/,
  },
])('?$query is refused without connecting, by the name of what is wrong', ({ query, want }) => {
  expect(() => checkDatabaseUrl(`postgres://jobs@db/jobs?${query}`)).toThrow(
    expect.objectContaining({ name: 'UnusableDatabaseError', message: expect.stringMatching(want) }),
  );
});
