import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { checkHistory } from '../history/check-history.ts';
import { formatViolations } from '../history/format-violations.ts';
import type { Call, HistoryEntry, WorkerLine } from '../history/history.ts';
import { organizationKeys } from '../history/kill-run.ts';
import { bodyOf } from '../history/observations.ts';
import { type CallOptions, RecordingClient } from '../history/recording-client.ts';
import { ServerUnderTest } from '../history/server-under-test.ts';
import { readWorkerLines, readWorkerLog } from '../history/worker-log.ts';

const faultHandlers = fileURLToPath(new URL('fault-handlers.ts', import.meta.url));

/** A server for one test, with everything that was seen of it; the whole history is checked when the test is over. */
export interface FaultyServer {
  readonly server: ServerUnderTest;
  readonly folder: string;
  readonly data: string;
  readonly client: RecordingClient;
  readonly entries: HistoryEntry[];
  /** As `acme`. */
  send(method: string, path: string, options?: CallOptions): Promise<Call & { readonly body: Body }>;
  /** Creates a job of the recording handler and gives it. */
  create(input: object, members?: object, options?: CallOptions): Promise<Body>;
  get(jobId: string): Promise<Body>;
  /** Waits until the job has ended and gives it. */
  ended(jobId: string): Promise<Body>;
  /** What the attempts of a job wrote down so far, such as `1 started`. */
  worker(jobId: string): string[];
  workerLines(jobId: string): WorkerLine[];
}

// biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is what it tests.
type Body = any;

/** Makes a server that is not started yet, in a folder of its own unless one is given for its data. */
export function faultyServer(given: { data?: string; databaseUrl?: string | undefined } = {}): FaultyServer {
  const folder = mkdtempSync(join(tmpdir(), 'jobwire-fault-'));
  const { data = join(folder, 'data'), databaseUrl } = given;
  const workerLog = join(folder, 'log');
  mkdirSync(workerLog);
  const entries: HistoryEntry[] = [];
  const write = (entry: HistoryEntry) => entries.push(entry);
  const server = new ServerUnderTest({
    data,
    databaseUrl,
    workerLog,
    keys: organizationKeys,
    handlers: [faultHandlers],
    write,
  });
  const client = new RecordingClient(() => server.url, organizationKeys, write);
  onTestFinished(async () => {
    await server.end();
    const history = { seed: 0, entries: [...entries, ...readWorkerLog(workerLog)] };
    const broken = checkHistory(history);
    rmSync(folder, { recursive: true });
    if (broken.length > 0) throw new Error(formatViolations(history, broken));
  });

  async function send(method: string, path: string, options?: CallOptions) {
    const call = await client.call('acme', method, path, options);
    return { ...call, body: bodyOf(call) };
  }
  return {
    server,
    folder,
    data,
    client,
    entries,
    send,
    async create(input, members = {}, options = {}) {
      const json = { type: 'history.steps', input, ...members };
      const call = await send('POST', '/v1/jobs', { json, ...options });
      if (call.status !== 201) throw new Error(`The job was not created: ${call.status} ${call.text}`);
      return call.body;
    },
    get: async (jobId) => (await send('GET', `/v1/jobs/${jobId}`)).body,
    async ended(jobId) {
      return eventually(`${jobId} has ended`, async () => {
        const { status, body } = await send('GET', `/v1/jobs/${jobId}`, { headers: { Prefer: 'wait=15' } });
        if (status !== 200) throw new Error(`The job cannot be read: ${status} ${JSON.stringify(body)}`);
        return body.terminal && body;
      });
    },
    workerLines: (jobId) => readWorkerLines(workerLog, jobId),
    worker: (jobId) =>
      readWorkerLines(workerLog, jobId).map(({ attempt, act, about }) =>
        [attempt, act, ...(about ? [about] : [])].join(' '),
      ),
  };
}
