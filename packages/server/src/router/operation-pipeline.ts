import { jobIdPattern } from '@jobwire/contract';
import type { Request, Response } from 'express';
import { acceptedMediaType } from './accepted-media-type.ts';
import type { ContractOperation } from './contract-operation.ts';
import {
  ContractProblem,
  invalidBody,
  invalidParameter,
  isContractProblem,
  jobNotFound,
  routeNotFound,
} from './contract-problem.ts';
import type { ContractRouterOptions } from './contract-router-options.ts';
import { notServed, type OperationRequest, type Operations, type Principal } from './operation-types.ts';
import { parseQuery } from './parse-query.ts';
import { type BodyLimits, hasBody, isEmptyAfterAll, type JsonBodyReader, jsonBodyReader } from './read-json-body.ts';
import { type EncodedPath, type RequestValidator, requestValidatorOf } from './request-validator.ts';
import type { AnyResponse, ResponseWriter } from './response-writer.ts';

type AnyHandler = (request: OperationRequest<never, Principal>) => AnyResponse | Promise<AnyResponse>;

/** What is known of a request when its operation is found. */
export interface Incoming<Caller extends Principal> {
  readonly principal: Caller;
  readonly writer: ResponseWriter;
  readonly encodedPath: EncodedPath;
}

interface Checked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Everything between a matched operation and its answer, in the order in which the contract refuses. */
export class OperationPipeline<Caller extends Principal> {
  readonly #operation: ContractOperation;
  readonly #handler: AnyHandler | typeof notServed;
  readonly #jobExists: ContractRouterOptions<Caller>['jobExists'];
  readonly #readBody: JsonBodyReader;
  readonly #validator: RequestValidator;
  readonly #headerNames: readonly string[];

  constructor(
    operation: ContractOperation,
    operations: Operations<Caller>,
    options: ContractRouterOptions<Caller> & { readonly bodyLimits: BodyLimits },
  ) {
    this.#operation = operation;
    this.#handler = operations[operation.id] as unknown as AnyHandler | typeof notServed;
    this.#jobExists = options.jobExists;
    this.#readBody = jsonBodyReader(options.bodyLimits);
    this.#validator = requestValidatorOf(operation);
    this.#headerNames = operation.parameters.filter(({ in: place }) => place === 'header').map(({ name }) => name);
  }

  get operation(): ContractOperation {
    return this.#operation;
  }

  /** Compiles everything before the first request has to wait for it. */
  warmUp(): Promise<void> {
    return this.#validator.warmUp();
  }

  async run(request: Request, response: Response, incoming: Incoming<Caller>): Promise<void> {
    const { principal, writer } = incoming;
    const handler = this.#handler;
    writer.operation = this.#operation;
    writer.path = incoming.encodedPath;
    if (this.#operation.access === 'write' && principal.access === 'read') {
      throw new ContractProblem('forbidden', `The key is read-only, and ${this.#operation.id} writes.`);
    }
    if (handler === notServed) throw routeNotFound(request);
    const checked = await this.#checked(request, response, incoming);
    await writer.send(await handler(this.#handlerRequest(request, response, incoming, checked)));
  }

  async #checked(request: Request, response: Response, incoming: Incoming<Caller>): Promise<Checked> {
    try {
      this.#refuseUnacceptable(request);
      const body = this.#operation.body === 'none' ? undefined : await this.#readDeclaredBody(request, response);
      if (body === undefined && this.#operation.body === 'required') {
        throw invalidBody('', 'is missing: send a JSON object');
      }
      const questionMark = request.url.indexOf('?');
      const parsed = parseQuery(this.#operation, questionMark === -1 ? '' : request.url.slice(questionMark + 1));
      request.body = body;
      if (this.#validator.isTrivial(request, parsed, incoming.encodedPath)) {
        return { path: incoming.encodedPath, query: parsed.plain, body };
      }
      refuseUndecodable(incoming.encodedPath);
      return { ...(await this.#validator.validate(request, response, parsed)), body };
    } catch (error) {
      throw (await this.#missingJob(error, incoming)) ?? error;
    }
  }

  /** Every other operation has one form only, and does not look at `Accept`. */
  #refuseUnacceptable({ headers }: Request): void {
    const { id, mediaTypes } = this.#operation;
    if (mediaTypes.length < 2 || acceptedMediaType(headers.accept) !== null) return;
    throw new ContractProblem('not_acceptable', `The answer of ${id} is ${mediaTypes.join(' or ')}.`);
  }

  /** 404 goes before every refusal for the form of a request, but is looked up only when there is such a refusal. */
  async #missingJob(refusal: unknown, { principal, encodedPath }: Incoming<Caller>): Promise<ContractProblem | null> {
    if (!isContractProblem(refusal) || this.#jobExists === undefined) return null;
    const { job_id: jobId } = encodedPath;
    if (jobId === undefined || !jobIdPattern.test(jobId)) return null;
    return (await this.#jobExists(principal, jobId)) ? null : jobNotFound(jobId);
  }

  /**
   * The validator keeps a compiled schema for each spelling of `Content-Type` that it meets, for ever. It only ever gets
   * to see one: the header is judged here, then replaced.
   */
  async #readDeclaredBody(request: Request, response: Response): Promise<unknown> {
    const { headers } = request;
    const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    delete headers['content-type'];
    if (!hasBody(request)) return undefined;
    if (mediaType !== 'application/json') {
      if (await isEmptyAfterAll(request)) return undefined;
      const given = mediaType === undefined ? 'declares no media type' : `is ${mediaType}`;
      throw new ContractProblem('unsupported_media_type', `The body ${given}: send application/json.`);
    }
    const body = await this.#readBody(request, response);
    if (body !== undefined) headers['content-type'] = 'application/json';
    return body;
  }

  #handlerRequest(
    request: Request,
    response: Response,
    { principal, writer }: Incoming<Caller>,
    checked: Checked,
  ): OperationRequest<never, Principal> {
    const headers: Record<string, string> = {};
    for (const name of this.#headerNames) {
      const value = request.headers[name.toLowerCase()];
      if (value !== undefined) headers[name] = value as string;
    }
    let controller: AbortController | undefined;
    return {
      path: checked.path,
      query: checked.query,
      body: checked.body,
      headers,
      principal,
      requestId: writer.requestId,
      header: (name: string) => request.get(name),
      // Made only for the handlers that look at it.
      get signal() {
        if (controller === undefined) {
          const made = new AbortController();
          response.on('close', () => made.abort());
          controller = made;
        }
        return controller.signal;
      },
    } as unknown as OperationRequest<never, Principal>;
  }
}

/** Percent-encoding that is no UTF-8 would reach the validator as an error without a place. */
function refuseUndecodable(path: EncodedPath): void {
  for (const name in path) {
    try {
      decodeURIComponent(path[name] ?? '');
    } catch {
      throw invalidParameter('path', name, 'is not valid percent-encoded UTF-8');
    }
  }
}
