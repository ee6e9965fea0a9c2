import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A socket that answers with the URL of a PostgreSQL in which databases can be made. */
    postgresSocket: string;
  }
}

/** One PostgreSQL for all tests, started when the first one asks for it. `DATABASE_URL` names another one to use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  let cluster: Promise<TestCluster> | undefined;
  const url = async () => {
    if (given !== undefined) return given;
    cluster ??= startTestCluster();
    return (await cluster).url;
  };
  const server = createServer((asking) => {
    asking.on('error', () => {});
    url().then(
      (found) => asking.end(JSON.stringify({ url: found })),
      (error: unknown) => asking.end(JSON.stringify({ error: String(error) })),
    );
  });
  // Each project of tests loads this file for itself.
  const path = join(tmpdir(), `jobwire-tests-${randomUUID()}.sock`);
  server.listen(path);
  await once(server, 'listening');
  server.unref();
  project.provide('postgresSocket', path);
  return async () => {
    server.close();
    await rm(path, { force: true });
    await (await cluster)?.remove();
  };
}
