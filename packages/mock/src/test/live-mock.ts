import type { Job } from '@jobwire/contract';
import { expect, onTestFinished } from 'vitest';
import type { LiveMockOptions } from '../live/live-mock-options.ts';
import type { LiveMock } from '../live/start-live-mock.ts';
import { startMock } from '../start-mock.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is what it tests.
  readonly body: any;
}

export interface LiveMockInTest {
  readonly mock: LiveMock;
  send(
    method: string,
    path: string,
    given?: { key?: string; headers?: Record<string, string>; json?: unknown },
  ): Promise<Answer>;
  /** Creates a job and gives it. */
  create(type: string, input?: unknown, more?: Record<string, unknown>): Promise<Job>;
  job(id: string): Promise<Job>;
  /** Tells the mock something over HTTP. */
  tell(method: string, path: string, json?: unknown): Promise<Answer>;
}

/** A live mock for the length of one test. Its clock stands still unless the options say otherwise. */
export async function liveMock(options: LiveMockOptions = { seed: 1 }): Promise<LiveMockInTest> {
  const errors: unknown[] = [];
  const mock = await startMock({ live: true, onError: (error) => errors.push(error), ...options });
  onTestFinished(async () => {
    await mock.stop();
    expect(errors).toEqual([]);
  });
  const send: LiveMockInTest['send'] = async (method, path, { key = 'a', headers, json } = {}) => {
    const response = await fetch(mock.url + path, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: json === undefined ? null : JSON.stringify(json),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return {
    mock,
    send,
    async create(type, input = {}, more = {}) {
      const answer = await send('POST', '/v1/jobs', { json: { type, input, ...more } });
      expect(answer.status, answer.text).toBe(201);
      return answer.body;
    },
    job: async (id) => (await send('GET', `/v1/jobs/${id}`)).body,
    tell: (method, path, json) => send(method, `/__mock${path}`, json === undefined ? {} : { json }),
  };
}
