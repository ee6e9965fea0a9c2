import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProblemCode, problems } from '@jobwire/contract';
import type { Fault } from './faults.ts';
import type { TinyJob } from './tiny-job.ts';
import { tinyKeys } from './tiny-keys.ts';

/** Writes one answer with the headers that the contract asks for. */
export class TinyAnswer {
  readonly isForeign: boolean;
  readonly #response: ServerResponse;
  readonly #path: string;
  readonly #fault: Fault | null;
  readonly #requestId = `req_${Math.random().toString(36).slice(2)}`;

  constructor(request: IncomingMessage, response: ServerResponse, path: string, fault: Fault | null) {
    this.isForeign = request.headers.authorization === `Bearer ${tinyKeys.foreign}`;
    this.#response = response;
    this.#path = path;
    this.#fault = fault;
  }

  header(name: string, value: string): void {
    this.#response.setHeader(name, value);
  }

  job(status: 200 | 201, { job }: TinyJob): void {
    this.header('ETag', `"${job.version}"`);
    if (status === 201) {
      this.header('Location', job.links.self);
    }
    if (!job.terminal) {
      this.header('Retry-After', '1');
    }
    this.json(status, this.#fault === 'answers lack a time of the job' ? { ...job, created_at: undefined } : job);
  }

  problem(code: ProblemCode, members: object = {}): void {
    const { status, title, retryable } = problems[code];
    if (status === 401) {
      this.header('WWW-Authenticate', 'Bearer realm="tiny"');
    }
    const detail = `${title}: ${this.#path}`;
    const problem = { type: `/problems/${code}`, title, status, detail, instance: this.#path, code, retryable };
    const mediaType = this.#fault === 'problems are plain JSON' ? 'application/json' : 'application/problem+json';
    this.json(status, { ...problem, request_id: this.#requestId, ...members }, mediaType);
  }

  json(status: number, body: unknown, mediaType = 'application/json'): void {
    if (this.#fault !== 'answers lack X-Request-Id') {
      this.header('X-Request-Id', this.#requestId);
    }
    this.#response.writeHead(status, { 'Content-Type': mediaType }).end(JSON.stringify(body));
  }

  breakConnection(): void {
    this.#response.destroy();
  }
}
