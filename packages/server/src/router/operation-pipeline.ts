import { spec } from '@jobwire/contract/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Request, Response } from 'express';
import { type ContractOperation, isDeepObject } from './contract-operation.ts';
import { ContractProblem, invalidParameter } from './contract-problem.ts';
import type { ContractRouterOptions } from './contract-router-options.ts';
import { notServed, type OperationRequest, type Operations, type Principal } from './operation-types.ts';
import { parseQuery } from './parse-query.ts';
import { type BodyLimits, hasBody, jsonBodyReader } from './read-json-body.ts';
import { requestValidator } from './request-validator.ts';
import type { AnyResponse, ResponseWriter } from './response-writer.ts';

type AnyHandler = (request: OperationRequest<never, Principal>) => AnyResponse | Promise<AnyResponse>;

const jobIdPattern = new RegExp((spec.components.schemas?.JobId as { pattern: string }).pattern);

export interface OperationPipeline {
  run(request: Request, response: Response, writer: ResponseWriter): Promise<void>;
  warmUp(): Promise<void>;
}

/** Everything between a matched route and its answer, in the order in which the contract refuses. */
export function operationPipeline<Caller extends Principal>(
  operation: ContractOperation,
  operations: Operations<Caller>,
  options: ContractRouterOptions<Caller>,
  settings: { readonly bodyLimits: BodyLimits },
): OperationPipeline {
  const handler = operations[operation.id] as unknown as AnyHandler | typeof notServed;
  const readBody = jsonBodyReader(settings.bodyLimits);
  const validator = requestValidator(operation);
  const deepValidators = deepObjectValidators(operation);
  const headerNames = operation.parameters.filter(({ in: place }) => place === 'header').map(({ name }) => name);

  async function run(request: Request, response: Response, writer: ResponseWriter): Promise<void> {
    writer.operation = operation;
    const principal = response.locals.principal as Caller;
    if (operation.access === 'write' && principal.access === 'read') {
      throw new ContractProblem('forbidden', `The key is read-only, and ${operation.id} writes.`);
    }
    if (handler === notServed) {
      throw new ContractProblem('route_not_found', `This server does not serve ${operation.id}.`);
    }
    const path = { ...request.params } as Record<string, string>;
    try {
      const body = await checked(request, response);
      await writer.send(await handler(handlerRequest(request, response, writer, principal, path, body)));
    } catch (error) {
      throw (await hidesMissingJob(error, principal, path)) ?? error;
    }
  }

  return { run, warmUp: () => validator.warmUp() };

  /** Leaves `request.query` parsed, and gives the body. */
  async function checked(request: Request, response: Response): Promise<unknown> {
    // The validator knows no HEAD; Node leaves the body of the answer out by itself.
    if (request.method === 'HEAD') request.method = 'GET';
    const body = await readDeclaredBody(request, response);
    request.body = body;
    const questionMark = request.url.indexOf('?');
    const query = parseQuery(operation, questionMark === -1 ? '' : request.url.slice(questionMark + 1));
    for (const [name, value] of query.deep) {
      const accepts = deepValidators.get(name);
      if (accepts !== undefined && !accepts(value)) {
        throw invalidParameter('query', name, accepts.errors?.[0]?.message ?? 'is not accepted');
      }
    }
    await validator.validate(request, response, query.plain);
    Object.assign(request.query, Object.fromEntries(query.deep));
    return body;
  }

  /**
   * The validator keeps a compiled schema for each spelling of `Content-Type` that it meets, for ever. It only ever gets
   * to see one: the header is judged here, then replaced.
   */
  async function readDeclaredBody(request: Request, response: Response): Promise<unknown> {
    const { headers } = request;
    const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    delete headers['content-type'];
    if (operation.body === 'none' || !hasBody(request)) return undefined;
    if (mediaType !== 'application/json') {
      const given = mediaType === undefined ? 'declares no media type' : `is ${mediaType}`;
      throw new ContractProblem('unsupported_media_type', `The body ${given}: send application/json.`);
    }
    const body = await readBody(request, response);
    if (body !== undefined) headers['content-type'] = 'application/json';
    return body;
  }

  /** 404 goes before every refusal for the form of a request, but is looked up only when there is such a refusal. */
  async function hidesMissingJob(error: unknown, principal: Caller, path: Record<string, string>) {
    if (!(error instanceof ContractProblem) || ![400, 413, 415].includes(error.status)) return null;
    const { job_id: jobId } = path;
    if (jobId === undefined || !jobIdPattern.test(jobId) || options.jobExists === undefined) return null;
    if (await options.jobExists(principal, jobId)) return null;
    return jobNotFound(jobId);
  }

  function handlerRequest(
    request: Request,
    response: Response,
    writer: ResponseWriter,
    principal: Caller,
    path: Record<string, string>,
    body: unknown,
  ): OperationRequest<never, Principal> {
    const headers: Record<string, string> = {};
    for (const name of headerNames) {
      const value = request.headers[name.toLowerCase()];
      if (value !== undefined) headers[name] = value as string;
    }
    let controller: AbortController | undefined;
    return {
      path,
      query: request.query,
      headers,
      body,
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

/** Unknown and foreign ids answer with this, word for word. */
export function jobNotFound(jobId: string): ContractProblem {
  return new ContractProblem('job_not_found', `There is no job ${jobId}.`);
}

function deepObjectValidators(operation: ContractOperation): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: 'jobwire:schemas', components: { schemas: spec.components.schemas } });
  return new Map(
    operation.parameters.filter(isDeepObject).map(({ name, schema }) => {
      const reference = typeof schema.$ref === 'string' ? { $ref: `jobwire:schemas${schema.$ref}` } : schema;
      return [name, ajv.compile(reference)];
    }),
  );
}
