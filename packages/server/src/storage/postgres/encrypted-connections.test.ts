import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../domain/clock.ts';
import { eventually } from '../../test/eventually.ts';
import { testAuthority } from '../../test/postgres/test-certificates.ts';
import { startTestCluster, type TestCluster } from '../../test/postgres/test-cluster.ts';
import { connectionUrl } from './connection-url.ts';
import { ListeningConnection } from './listening-connection.ts';
import { openSharedDatabase } from './open-shared-database.ts';

const folder = await mkdtemp(join(tmpdir(), 'jobwire-tls-'));
const ours = join(folder, 'ours.pem');
const strangers = join(folder, 'strangers.pem');
const cert = join(folder, 'client.pem');
const key = join(folder, 'client-key.pem');
let cluster: TestCluster;
let admin: pg.Client;

beforeAll(async () => {
  const [authority, stranger] = await Promise.all([testAuthority('ours'), testAuthority('strangers')]);
  await writeFile(ours, authority.certificate);
  await writeFile(strangers, stranger.certificate);
  const tls = await authority.issue('database', [{ type: 'dns', value: 'localhost' }]);
  const client = await authority.issue('a client', []);
  await writeFile(cert, client.certificate);
  await writeFile(key, client.key);
  cluster = await startTestCluster({ tls: { ...tls, authorityOfClients: authority.certificate } });
  admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await cluster.remove();
  await rm(folder, { recursive: true });
});

beforeEach(() => eventually('no earlier connection is left', async () => (await connections()).length === 0));

/** The certificate of the server is for the name alone. */
function urlOf(host: 'localhost' | '127.0.0.1', query: string): string {
  const url = new URL(cluster.url);
  return `postgres://${url.username}@${host}:${url.port}${url.pathname}?${query}`;
}

async function opened(url: string) {
  const database = await openSharedDatabase({ url });
  onTestFinished(() => database.close());
  return database;
}

interface Connection {
  readonly name: string;
  readonly encrypted: boolean;
  /** Whom the certificate names that was shown to the server. */
  readonly shown: string | null;
}

async function connections(): Promise<readonly Connection[]> {
  const { rows } = await admin.query<Connection>(`select distinct application_name as name, ssl as encrypted,
    client_dn as shown from pg_stat_activity join pg_stat_ssl using (pid)
    where application_name in ('jobwire', 'jobwire listener') order by 1`);
  return rows;
}

describe('a server that offers encryption is worked with', () => {
  test.each<{ host: 'localhost' | '127.0.0.1'; query: string; encrypted: boolean; shown?: string }>([
    { host: '127.0.0.1', query: '', encrypted: false },
    { host: '127.0.0.1', query: 'sslmode=disable', encrypted: false },
    { host: '127.0.0.1', query: 'sslmode=require', encrypted: true },
    { host: '127.0.0.1', query: 'sslmode=no-verify', encrypted: true },
    { host: '127.0.0.1', query: `sslmode=require&sslrootcert=${ours}`, encrypted: true },
    { host: '127.0.0.1', query: `sslmode=verify-ca&sslrootcert=${ours}`, encrypted: true },
    { host: 'localhost', query: `sslmode=verify-full&sslrootcert=${ours}`, encrypted: true },
    { host: 'localhost', query: `sslrootcert=${ours}`, encrypted: true },
    {
      host: '127.0.0.1',
      query: `sslmode=require&sslcert=${cert}&sslkey=${key}`,
      encrypted: true,
      shown: '/CN=a client',
    },
  ])('over $host with ?$query, encrypted: $encrypted', async ({ host, query, encrypted, shown = null }) => {
    const { words } = await opened(urlOf(host, query));
    words.start();
    await eventually('words are heard', () => words.areHeard);

    expect(await connections()).toEqual([
      { name: 'jobwire', encrypted, shown },
      { name: 'jobwire listener', encrypted, shown },
    ]);
  });
});

const ofNoAuthority = { code: 'SELF_SIGNED_CERT_IN_CHAIN' };
const ofAnotherHost = { code: 'ERR_TLS_CERT_ALTNAME_INVALID' };

describe('a server is refused', () => {
  test.each<{ host: 'localhost' | '127.0.0.1'; query: string; want: { code: string } }>([
    { host: 'localhost', query: `sslmode=require&sslrootcert=${strangers}`, want: ofNoAuthority },
    { host: 'localhost', query: `sslmode=verify-ca&sslrootcert=${strangers}`, want: ofNoAuthority },
    { host: 'localhost', query: `sslmode=verify-full&sslrootcert=${strangers}`, want: ofNoAuthority },
    { host: 'localhost', query: 'sslmode=verify-full', want: ofNoAuthority },
    { host: '127.0.0.1', query: `sslmode=verify-full&sslrootcert=${ours}`, want: ofAnotherHost },
  ])('over $host with ?$query: $want.code', async ({ host, query, want }) => {
    await expect(opened(urlOf(host, query))).rejects.toMatchObject(want);
  });

  test('that offers no encryption, where it is asked for', async () => {
    // As PostgreSQL answers who asks for it (postgresql.org/docs, "Message Flow": SSLRequest).
    const server = createServer((socket) => socket.once('data', () => socket.end('N')));
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;

    const message = 'The server does not support SSL connections';
    await expect(opened(`postgres://jobs@127.0.0.1:${port}/jobs?sslmode=require`)).rejects.toMatchObject({ message });
  });

  test('by the connection that listens as well, and nothing is heard', async () => {
    const told: unknown[] = [];
    const connection = new ListeningConnection({
      url: connectionUrl(urlOf('127.0.0.1', `sslmode=verify-full&sslrootcert=${ours}`)),
      channel: 'jobwire',
      onMessage: () => {},
      ping: async () => {},
      onChange: (isHeard, error) => told.push({ isHeard, error }),
      clock: { ...systemClock, schedule: (_, callback) => systemClock.schedule(0, callback) },
    });
    onTestFinished(() => connection.stop());
    connection.start();

    await eventually('it has told', () => told.length > 0);
    expect(told).toEqual([{ isHeard: false, error: expect.objectContaining(ofAnotherHost) }]);
    expect(await connections()).toEqual([]);
  });
});

test('the file of an authority that is replaced counts for the next connection', async () => {
  const file = join(folder, 'replaced.pem');
  await copyFile(ours, file);
  const { reader } = await opened(urlOf('localhost', `sslmode=verify-full&sslrootcert=${file}`));
  const ask = () => reader.run(CompiledQuery.raw('select 1 as one'));
  expect(await ask()).toEqual([{ one: 1 }]);

  await copyFile(strangers, file);
  // More at the same time than there are connections.
  const answers = await Promise.allSettled([ask(), ask(), ask(), ask()]);

  expect(answers.map(({ status }) => status)).toContain('fulfilled');
  expect(answers).toContainEqual({
    status: 'rejected',
    reason: expect.objectContaining({ cause: expect.objectContaining(ofNoAuthority) }),
  });
});
