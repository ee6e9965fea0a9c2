import type { Agent } from 'node:http';
import { request as httpRequest } from 'node:http';

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a benchmark looks into few members
  readonly body: any;
  /** On the clock that all processes of a machine share, in nanoseconds. */
  readonly answeredAtNs: bigint;
}

export interface Call {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly agent: Agent;
  readonly json?: unknown;
  readonly prefer?: string;
  readonly ifNoneMatch?: string;
}

/** One call of the API with the key `bench`. */
export function call({ port, method, path, agent, json, prefer, ifNoneMatch }: Call): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const body = json === undefined ? null : JSON.stringify(json);
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      method,
      path,
      agent,
      headers: {
        Authorization: 'Bearer bench',
        ...(body === null ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
        ...(prefer === undefined ? {} : { Prefer: prefer }),
        ...(ifNoneMatch === undefined ? {} : { 'If-None-Match': ifNoneMatch }),
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const answeredAtNs = process.hrtime.bigint();
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text), answeredAtNs });
      });
    });
    request.end(body ?? undefined);
  });
}
