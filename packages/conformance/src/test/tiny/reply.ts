import type { IncomingMessage, ServerResponse } from 'node:http';
import { problems } from '@jobwire/contract';
import { pathOf } from './path-of.ts';
import type { Refusal } from './refusal.ts';
import { requestIdFor } from './request-id.ts';
import type { World } from './world.ts';

type Headers = Readonly<Record<string, string>>;

/** Writes one answer. */
export class Reply {
  readonly requestId: string;
  readonly #world: World;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(world: World, request: IncomingMessage, response: ServerResponse) {
    this.#world = world;
    this.#request = request;
    this.#response = response;
    this.requestId = requestIdFor(world, request);
    if (!world.breaks('answers lack X-Request-Id')) {
      this.header('x-request-id', this.requestId);
    }
  }

  /** Whether nobody is there to answer any more. */
  get gone(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  /** Adds a header to whatever will be the answer. */
  header(name: string, value: string): void {
    this.#response.setHeader(name, value);
  }

  json(status: number, value: unknown, headers: Headers = {}): void {
    const text = JSON.stringify(value, null, 1);
    const offset = this.#world.breaks('answers tell times with an offset');
    const shown = offset ? text.replace(/(:\d\d\.\d+)Z"/g, '$1+00:00"') : text;
    this.text(status, 'application/json; charset=utf-8', `${shown}\n`, headers);
  }

  text(status: number, mediaType: string, text: string, headers: Headers = {}): void {
    if (this.#response.destroyed) {
      return;
    }
    const bytes = Buffer.from(text);
    this.#response.writeHead(status, { 'content-length': bytes.length, 'content-type': mediaType, ...headers });
    this.#response.end(bytes);
  }

  /** An answer without a body. */
  empty(status: 204 | 304, headers: Headers = {}): void {
    this.#response.writeHead(status, headers).end();
  }

  problem({ code, message, members, headers }: Refusal): void {
    const { status: usual, retryable } = problems[code];
    // Only one fault gives a problem a status of its own.
    const { status = usual } = members as { status?: number };
    const problem = {
      code,
      status: this.#world.breaks('a problem tells another status than its answer') ? 418 : status,
      detail: message,
      title: this.#world.breaks('the title of a problem is its detail') ? message : code.replaceAll('_', ' '),
      type: `tag:tiny.invalid,2026:${code}`,
      request_id: this.#world.breaks('a problem names another request') ? 'req-other' : this.requestId,
      retryable: this.#world.breaks('a problem that will not pass says that it will') ? true : retryable,
      instance: this.#world.breaks('a problem shows the query of its request')
        ? this.#request.url
        : pathOf(this.#request),
      ...(this.#world.breaks('an error of a parameter does not name it') ? withoutNames(members) : members),
    };
    if (status === 404 && this.#world.breaks('an answer of 404 tells nothing of the rate limit')) {
      this.#response.removeHeader('RateLimit');
    }
    const mediaType = this.#world.breaks('problems are plain JSON') ? 'application/json' : 'application/problem+json';
    const challenge: Headers = code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {};
    const shown = this.#world.breaks('an answer of 401 lacks WWW-Authenticate') ? {} : challenge;
    this.text(status, mediaType, JSON.stringify(problem), { ...shown, ...headers });
  }

  /** Begins an answer that is written piece by piece. */
  stream(mediaType: string): ServerResponse {
    this.#response.writeHead(200, { 'content-type': mediaType, 'cache-control': 'no-store' });
    this.#response.flushHeaders();
    return this.#response;
  }

  /** Told when the caller has gone or everything was sent. */
  onClose(action: () => void): () => void {
    this.#response.once('close', action);
    return () => this.#response.off('close', action);
  }

  breakConnection(): void {
    this.#response.destroy();
  }
}

function withoutNames(members: object): object {
  const { errors } = members as { errors?: readonly { readonly name?: string }[] };
  return errors === undefined
    ? members
    : { ...members, errors: errors.map((error) => ({ ...error, name: undefined })) };
}
