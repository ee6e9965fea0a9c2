import { type OperationId, operations } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { TestContext } from 'vitest';
import { tinyKeys } from './tiny-keys.ts';
import { startTinyServer, type TinyOptions } from './tiny-server.ts';

/** What a test looks at. */
export interface TinyAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read members of whatever comes.
  readonly body: any;
}

interface Asked {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: keyof typeof tinyKeys | null;
}

/** Asks a tiny server one thing, and throws when the answer is not as the contract declares it. */
export type Ask = (method: string, path: string, asked?: Asked) => Promise<TinyAnswer>;

/** Starts a tiny server for one test, which closes it. */
export async function askTiny({ onTestFinished }: TestContext, options?: TinyOptions): Promise<Ask> {
  const { baseUrl, close } = await startTinyServer(options);
  onTestFinished(close);
  return async (method, path, { body, raw, headers = {}, key = 'primary' } = {}) => {
    const sent = raw ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      body: sent,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${tinyKeys[key]}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : null,
    };
    checkDeclared(method, path, answer);
    return answer;
  };
}

const base = 'https://tiny.invalid/answers';
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema({ $id: base, components: spec.components, paths: spec.paths });

/** Holds an answer against the contract, by means of its own: the kit must not be tried by what it is made of. */
function checkDeclared(method: string, path: string, { status, headers, body }: TinyAnswer): void {
  const name = `${method} ${path} ${status}`;
  if (headers.get('x-request-id') === null) {
    throw new Error(`${name} has no X-Request-Id.`);
  }
  const schema = schemaOf(method, path, status);
  if (schema !== null && body !== null && method !== 'HEAD') {
    const validate = ajv.compile({ $ref: `${base}#/components/schemas/${schema}` });
    if (!validate(body)) {
      throw new Error(`${name}: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(body)}`);
    }
  }
}

const schemas: Readonly<Record<OperationId, string>> = {
  createJob: 'Job',
  getJob: 'Job',
  cancelJob: 'Job',
  listJobs: 'JobList',
  cancelJobs: 'BulkCancellation',
  deleteJob: 'Job',
  listJobResults: 'JobResultList',
  listJobEvents: 'JobEventList',
  getCapabilities: 'Capabilities',
};

function schemaOf(method: string, path: string, status: number): string | null {
  if (status >= 400) {
    return 'Problem';
  }
  const pathname = path.split('?')[0] ?? '';
  const declared = Object.entries(operations).find(([, operation]) => {
    const pattern = new RegExp(`^${operation.path.replace('{job_id}', '(?!cancel$)[^/]+')}$`);
    return operation.method === method.toLowerCase() && pattern.test(pathname);
  });
  return declared === undefined ? null : schemas[declared[0] as OperationId];
}

/** Jobs to try things with. */
export const tinyBodies = {
  quick: { type: 'demo.batch', input: { items: 3, item_ms: 10 } },
  slow: { type: 'demo.batch', input: { items: 600, item_ms: 100 } },
  failing: { type: 'demo.batch', input: { items: 2, item_ms: 10, fail_at: 1 } },
  stubborn: { type: 'demo.batch', input: { items: 1, item_ms: 60_000, ignore_cancel: true } },
};

/** Creates a job and reads it until it is as wanted. */
export async function jobThat(ask: Ask, body: object, status: string): Promise<TinyAnswer['body']> {
  const { body: created } = await ask('POST', '/v1/jobs', { body });
  for (;;) {
    const { body: job } = await ask('GET', `/v1/jobs/${created.id}`);
    if (job.status === status) {
      return job;
    }
    if (job.terminal) {
      throw new Error(`Job ${job.id} was to be ${status}, and is ${job.status}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
