import { onTestFinished } from 'vitest';
import { createJobServer, type JobServer } from '../create-job-server.ts';
import { ApiKeys } from '../http/api-keys.ts';
import type { JobServerOptions } from '../job-server-options.ts';
import { demoBatch } from '../job-types/demo-batch.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text. */
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is what it tests.
  readonly body: any;
}

export interface RequestOptions {
  /** `acme` unless said otherwise; null sends no key. */
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly signal?: AbortSignal;
}

export interface RunningServer {
  readonly server: JobServer;
  readonly url: string;
  send(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** Creates a job and gives it. */
  create(body: Record<string, unknown>, options?: RequestOptions): Promise<Answer['body']>;
  /** Waits for the end of a job and gives it. */
  ended(jobId: string): Promise<Answer['body']>;
}

/** Keys of two organizations, and one that may only read. */
export const testKeys = { acme: 'sk_acme', reader: 'sk_acme_reader', globex: 'sk_globex' };

/** A server that listens on a free port for the length of one test. */
export async function runningServer(options: Partial<JobServerOptions> = {}): Promise<RunningServer> {
  const running = await openServer(options);
  onTestFinished(() => running.close());
  return running;
}

/**
 * A server that listens on a free port until it is closed, and checks each of its answers against the contract: one that
 * breaks it is a 500 and, like any error behind the scenes, makes closing fail.
 */
export async function openServer(
  options: Partial<JobServerOptions> = {},
): Promise<RunningServer & { close(): Promise<void> }> {
  const keys = new ApiKeys();
  keys.add(testKeys.acme, { organizationId: 'acme', access: 'write' });
  keys.add(testKeys.reader, { organizationId: 'acme', access: 'read' });
  keys.add(testKeys.globex, { organizationId: 'globex', access: 'write' });
  const errors: unknown[] = [];
  const server = await createJobServer({
    handlers: [demoBatch],
    keys,
    ...(options.databaseUrl === undefined ? { data: ':memory:' } : {}),
    checkResponses: 'all',
    onError: (error) => errors.push(error),
    // What runs at the end of a test is to stop, whatever time its clock shows.
    drainMs: 0,
    ...options,
  });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${port}`;
  const send: RunningServer['send'] = async (method, path, { key = testKeys.acme, headers, json, signal } = {}) => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return {
    server,
    url,
    send,
    async create(body, requestOptions) {
      const answer = await send('POST', '/v1/jobs', { ...requestOptions, json: body });
      if (answer.status !== 201) throw new Error(`the job was not created: ${answer.status} ${answer.text}`);
      return answer.body;
    },
    async ended(jobId) {
      const answer = await send('GET', `/v1/jobs/${jobId}`, { headers: { Prefer: 'wait=60' } });
      if (!answer.body.terminal) throw new Error(`job ${jobId} has not ended: ${answer.text}`);
      return answer.body;
    },
    async close() {
      await server.close();
      if (errors.length > 0) throw new AggregateError(errors, `the server reported: ${errors.join('; ')}`);
    },
  };
}
