import { Agent } from 'node:http';
import pg from 'pg';
import { startTestCluster } from '../../../packages/server/src/test/postgres/test-cluster.ts';
import { call } from '../job-calls.ts';
import { type ServerProcess, startServer } from '../server-process.ts';

/** One PostgreSQL, with a disk that is waited for, and what runs on it in this benchmark. */
export interface PostgresBench {
  readonly url: string;
  readonly database: pg.Client;
  /** Another database on the same PostgreSQL, with the tables of the server. */
  also(name: string): Promise<PostgresBench>;
  start(role: string, concurrency: number, onLine?: (line: string) => void): Promise<ServerProcess>;
}

/** As anybody would set it who keeps a million jobs; the rest is as PostgreSQL comes. */
export const settings = ['shared_buffers=1GB', 'max_wal_size=4GB'];

export const agent = new Agent({ keepAlive: true });

export async function onPostgres(measure: (bench: PostgresBench) => Promise<void>): Promise<void> {
  const cluster = await startTestCluster({ syncs: true, settings });
  const clients: pg.Client[] = [];
  const benchAt = async (url: string): Promise<PostgresBench> => {
    const database = new pg.Client({ connectionString: url });
    await database.connect();
    clients.push(database);
    return {
      url,
      database,
      async also(name) {
        await database.query(`create database ${name}`);
        const other = await benchAt(Object.assign(new URL(url), { pathname: `/${name}` }).href);
        await (await other.start('api', 1)).stop();
        return other;
      },
      start: (role, concurrency, onLine) =>
        startServer('shared-process', [url, role, String(concurrency)], onLine, false),
    };
  };
  try {
    await measure(await benchAt(cluster.url));
  } finally {
    agent.destroy();
    for (const client of clients) await client.end();
    await cluster.remove();
  }
}

export function print(name: string, figure: string): void {
  process.stdout.write(`  ${name.padEnd(42)} ${figure}\n`);
}

export function create(port: number, type: string) {
  return call({ port, agent, method: 'POST', path: '/v1/jobs', json: { type, input: {} } });
}
