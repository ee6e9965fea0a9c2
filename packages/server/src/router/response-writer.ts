import type { OperationId, ProblemCode } from '@jobwire/contract';
import type { Request, Response } from 'express';
import type { ContractOperation } from './contract-operation.ts';
import { ContractProblem, isContractProblem } from './contract-problem.ts';
import type { Principal } from './operation-types.ts';
import { problemInstance } from './problem-instance.ts';
import type { RateLimitVerdict } from './rate-limit-verdict.ts';
import type { RequestObserver } from './request-observer.ts';
import type { ResponseCheck } from './response-checker.ts';

export interface ResponseSettings {
  readonly checkResponse: ResponseCheck | null;
  readonly problemType: (code: ProblemCode) => string;
  readonly onError: (error: unknown, context: { requestId: string; operation: OperationId | null }) => void;
  readonly observer: RequestObserver | null;
}

/** What a handler of any operation returns, without the types that tie it to its operation. */
export interface AnyResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly eventStream?: AsyncIterable<string>;
}

/** Tenant data: no cache keeps it, no browser guesses what it is. */
const headersOnEveryAnswer = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

const noParameters = Object.freeze({});

/** Everything the router answers leaves through here, so that no answer lacks a header or escapes its check. */
export class ResponseWriter {
  readonly requestId: string;
  readonly #request: Request;
  readonly #response: Response;
  readonly #settings: ResponseSettings;
  /** Set as soon as it is known which operation is asked for. */
  operation: ContractOperation | null = null;
  /** Set where requests are counted, as soon as it is known whose this one is. */
  rateLimit: RateLimitVerdict | null = null;
  /** Set together with the operation. */
  path: Readonly<Record<string, string>> = noParameters;
  /** Set as soon as it is known who asks. */
  principal: Principal | null = null;
  readonly #startedAt: number;

  constructor(request: Request, response: Response, requestId: string, settings: ResponseSettings) {
    this.#request = request;
    this.#response = response;
    this.requestId = requestId;
    this.#settings = settings;
    this.#startedAt = settings.observer === null ? 0 : performance.now();
  }

  /** The promise is that of a stream; any other answer is sent when this returns. */
  send(answer: AnyResponse): Promise<void> | void {
    if (answer.eventStream !== undefined) return this.#stream(answer, answer.eventStream);
    const mediaType = answer.body === undefined ? undefined : mediaTypeFor(answer.status);
    const headers = this.#headers(answer, mediaType);
    const faults = this.#faultsOf(answer, headers, mediaType);
    if (faults.length > 0) {
      const error = new Error(`${this.operation?.id} answered against the contract: ${faults.join('; ')}.`);
      this.#report(error);
      if (this.#settings.checkResponse?.refuse) return this.sendError(error);
    }
    this.#end(answer.status, headers, answer.body);
  }

  sendError(error: unknown): void {
    const problem = isContractProblem(error) ? error : this.#internalError(error);
    const instance = problemInstance(this.#request.originalUrl);
    const body = problem.toBody({
      type: this.#settings.problemType(problem.code),
      instance,
      requestId: this.requestId,
    });
    const headers = this.#headers({ status: problem.status, headers: problem.headers }, mediaTypeFor(problem.status));
    this.#end(problem.status, headers, body);
  }

  #end(status: number, headers: Record<string, string>, body: unknown): void {
    // As bytes: Node writes head and body in one call then, at less than half of what it takes to join them as text.
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    if (bytes !== undefined) headers['Content-Length'] = String(bytes.length);
    this.#response.writeHead(status, headers);
    this.#response.end(bytes);
    this.#answered(status, false);
  }

  #answered(status: number, streamed: boolean): void {
    const { observer } = this.#settings;
    if (observer === null) return;
    const { requestId, operation, path, principal } = this;
    const durationMs = performance.now() - this.#startedAt;
    observer.answered({ request: this.#request, requestId, operation, path, principal, status, durationMs, streamed });
  }

  #headers(answer: AnyResponse, mediaType: string | undefined): Record<string, string> {
    const headers: Record<string, string> = { ...headersOnEveryAnswer, 'X-Request-Id': this.requestId };
    if (mediaType !== undefined) headers['Content-Type'] = mediaType;
    if (this.rateLimit !== null) {
      headers.RateLimit = this.rateLimit.rateLimit;
      headers['RateLimit-Policy'] = this.rateLimit.rateLimitPolicy;
    }
    return Object.assign(headers, answer.headers);
  }

  #faultsOf(answer: AnyResponse, headers: Record<string, string>, mediaType: string | undefined): string[] {
    const { checkResponse } = this.#settings;
    if (checkResponse === null || this.operation === null) return [];
    if (checkResponse.share < 1 && Math.random() >= checkResponse.share) return [];
    const lowerCased = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return checkResponse.check(this.operation, { ...answer, headers: lowerCased, mediaType, body: answer.body });
  }

  #internalError(error: unknown): ContractProblem {
    this.#report(error);
    return new ContractProblem(
      'internal_error',
      `The server failed to answer. Report the request id ${this.requestId} to its operator.`,
    );
  }

  #report(error: unknown): void {
    this.#settings.onError(error, { requestId: this.requestId, operation: this.operation?.id ?? null });
  }

  async #stream(answer: AnyResponse, pieces: AsyncIterable<string>): Promise<void> {
    const response = this.#response;
    response.writeHead(answer.status, this.#headers(answer, 'text/event-stream'));
    response.flushHeaders();
    try {
      for await (const piece of pieces) {
        if (response.destroyed) return;
        if (!response.write(piece)) await drained(response);
      }
      response.end();
    } finally {
      this.#answered(answer.status, true);
    }
  }
}

function mediaTypeFor(status: number): string {
  return status >= 400 ? 'application/problem+json' : 'application/json';
}

function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.on('drain', settle);
    response.on('close', settle);
  });
}
