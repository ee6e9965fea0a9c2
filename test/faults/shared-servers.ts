import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { startTestCluster, type TestCluster } from '../../packages/server/src/test/postgres/test-cluster.ts';
import { type Running, startJobwire } from '../cli/jobwire.ts';
import { checkHistory } from '../history/check-history.ts';
import { formatViolations } from '../history/format-violations.ts';
import type { Call, History, HistoryEntry } from '../history/history.ts';
import { organizationKeys } from '../history/kill-run.ts';
import { bodyOf } from '../history/observations.ts';
import { type CallOptions, RecordingClient } from '../history/recording-client.ts';
import { readWorkerLines, readWorkerLog, workerLogVariable } from '../history/worker-log.ts';

const handlers = fileURLToPath(new URL('../history/recording-handlers.ts', import.meta.url));

/** Processes on one PostgreSQL of their own, with everything that was seen of them; it is checked when the test is over. */
export interface SharedServers {
  readonly cluster: TestCluster;
  readonly client: RecordingClient;
  readonly entries: HistoryEntry[];
  /** Everything so far, with what the handlers wrote. */
  history(): History;
  /** Starts `jobwire serve`; requests go to the processes that are not workers, in turn. */
  start(role: Role, given?: StartSharedOptions): Promise<Running>;
  /** Takes a process out of the turn, as whoever stops it does. */
  forget(server: Running): void;
  /** As `acme`. */
  send(method: string, path: string, options?: CallOptions): Promise<Call & { readonly body: Body }>;
  create(input: object, options?: CallOptions): Promise<Body>;
  /** Waits until the job has ended and gives it. */
  ended(jobId: string): Promise<Body>;
  /** What the attempts of a job wrote down so far, such as `1 started`. */
  worker(jobId: string): string[];
}

export type Role = 'all' | 'api' | 'worker';

export interface StartSharedOptions {
  readonly flags?: readonly string[];
  readonly databaseUrl?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is what it tests.
type Body = any;

/** Bounds so short that tests can pass them, and so long that a machine that stands still for some seconds does not. */
const flags = ['--lease', '10s', '--drain', '0s', '--concurrency', '20'];

/** The seed is that of what a test leaves to chance. */
export async function sharedServers(seed = 0): Promise<SharedServers> {
  const workerLog = mkdtempSync(join(tmpdir(), 'jobwire-shared-'));
  const cluster = await startTestCluster();
  const entries: HistoryEntry[] = [];
  const servers: Running[] = [];
  const turn: Running[] = [];
  let isOver = false;
  const nextUrl = () => {
    const server = turn.shift();
    if (server === undefined) return 'http://127.0.0.1:9';
    turn.push(server);
    return server.url;
  };
  const client = new RecordingClient(nextUrl, organizationKeys, (entry) => entries.push(entry));
  const historySoFar = () => ({ seed, entries: [...entries, ...readWorkerLog(workerLog)] });
  onTestFinished(async () => {
    isOver = true;
    for (const { signal } of servers) signal('SIGKILL');
    await Promise.all(servers.map(({ ended }) => ended));
    await cluster.remove();
    const history = historySoFar();
    const broken = checkHistory(history);
    rmSync(workerLog, { recursive: true });
    if (broken.length > 0) throw new Error(formatViolations(history, broken));
  });

  async function send(method: string, path: string, options?: CallOptions) {
    const call = await client.call('acme', method, path, options);
    return { ...call, body: bodyOf(call) };
  }
  return {
    cluster,
    client,
    entries,
    history: historySoFar,
    send,
    async start(role, given = {}) {
      const keys = Object.entries(organizationKeys).map(([organization, key]) => `${key}=${organization}`);
      const args = ['serve', '--port', '0', '--role', role, '--handlers', handlers, ...flags, ...(given.flags ?? [])];
      const server = await startJobwire(args, {
        environment: {
          JOBWIRE_API_KEYS: keys.join(),
          JOBWIRE_DATABASE_URL: given.databaseUrl ?? cluster.url,
          [workerLogVariable]: workerLog,
          ...given.environment,
        },
      });
      servers.push(server);
      // A test that was given up while it started one does not end it.
      if (isOver) server.signal('SIGKILL');
      if (role !== 'worker') turn.push(server);
      return server;
    },
    forget(server) {
      if (turn.includes(server)) turn.splice(turn.indexOf(server), 1);
    },
    async create(input, options = {}) {
      const call = await send('POST', '/v1/jobs', { json: { type: 'history.steps', input }, ...options });
      if (call.status !== 201) throw new Error(`The job was not created: ${call.status} ${call.text}`);
      return call.body;
    },
    async ended(jobId) {
      return eventually(`${jobId} has ended`, async () => {
        const { status, body } = await send('GET', `/v1/jobs/${jobId}`, { headers: { Prefer: 'wait=15' } });
        if (status !== 200) throw new Error(`The job cannot be read: ${status} ${JSON.stringify(body)}`);
        return body.terminal && body;
      });
    },
    worker: (jobId) =>
      readWorkerLines(workerLog, jobId).map(({ attempt, act, about }) =>
        [attempt, act, ...(about ? [about] : [])].join(' '),
      ),
  };
}
