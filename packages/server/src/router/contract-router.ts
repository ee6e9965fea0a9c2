import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { ProblemCode } from '@jobwire/contract';
import { bearerKeyOf } from './bearer-key.ts';
import { type ContractOperation, contractOperations } from './contract-operation.ts';
import { ContractProblem } from './contract-problem.ts';
import type { ContractRouterOptions } from './contract-router-options.ts';
import { operationPipeline } from './operation-pipeline.ts';
import type { Operations, Principal } from './operation-types.ts';
import type { BodyLimits } from './read-json-body.ts';
import { requestIdOf } from './request-id.ts';
import { type CheckResponse, responseChecker } from './response-checker.ts';
import { ResponseWriter } from './response-writer.ts';

export const defaultBodyLimits: BodyLimits = { bytes: 1_048_576, depth: 32 };

/** Requests below this path are the router's; it passes all others on. */
const apiPrefix = '/v1';

const sampledShare = 0.01;

/**
 * Serves the contract with handlers of your own: `operations` is typed from it, so that a missing handler, a body of
 * another shape or an undeclared status does not compile. Requests reach a handler checked, parsed and authenticated;
 * every refusal on the way is the problem that the contract declares, in the order that it declares.
 *
 * Mount it in any Express 5 app: `app.use(await createContractRouter(operations, { authenticate }))`.
 */
export async function createContractRouter<Caller extends Principal>(
  operations: Operations<Caller>,
  options: ContractRouterOptions<Caller>,
): Promise<Router> {
  const settings = {
    bodyLimits: options.bodyLimits ?? defaultBodyLimits,
    problemType: options.problemType ?? ((code: ProblemCode) => `/docs/errors#${code}`),
    onError: options.onError ?? ((error: unknown) => console.error(error)),
    checkResponse: responseCheckOf(options.checkResponses ?? 'sampled'),
  };
  const router = express.Router({ strict: true, caseSensitive: true, mergeParams: false });
  const writerOf = (response: Response) => response.locals.jobwire as ResponseWriter;

  router.use(apiPrefix, async (request, response, next) => {
    response.locals.jobwire = new ResponseWriter(request, response, requestIdOf(request), settings);
    response.locals.principal = await authenticated(request, options);
    next();
  });
  for (const [path, methods] of operationsByPath()) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const operation of methods) {
      const pipeline = operationPipeline(operation, operations, options, settings);
      await pipeline.warmUp();
      route[operation.method](((request, response, next) => {
        pipeline.run(request, response, writerOf(response)).catch(next);
      }) satisfies RequestHandler);
    }
    route.all((request) => {
      throw methodNotAllowed(request, methods);
    });
  }
  router.use(apiPrefix, (request) => {
    throw routeNotFound(request);
  });
  router.use(apiPrefix, ((error, request, response, next) => {
    if (response.headersSent) next(error);
    else writerOf(response).sendError(malformedPath(error) ?? error, request);
  }) satisfies ErrorRequestHandler);
  return router;
}

function responseCheckOf(mode: 'all' | 'sampled' | 'off'): { check: CheckResponse; share: number; refuse: boolean } | null {
  if (mode === 'off') return null;
  return { check: responseChecker(), share: mode === 'all' ? 1 : sampledShare, refuse: mode === 'all' };
}

async function authenticated<Caller extends Principal>(
  request: Request,
  options: ContractRouterOptions<Caller>,
): Promise<Caller> {
  const key = bearerKeyOf(request);
  const principal = key === null ? null : await options.authenticate(key, request);
  if (principal !== null) return principal;
  const detail =
    key === null
      ? 'Send one header `Authorization: Bearer <key>`.'
      : 'The key is not valid on this server: it is mistyped, or was revoked.';
  const challenge = key === null ? 'Bearer realm="jobwire"' : 'Bearer realm="jobwire", error="invalid_token"';
  throw new ContractProblem('unauthorized', detail, { headers: { 'WWW-Authenticate': challenge } });
}

/** Literal paths first, so that `/v1/jobs/cancel` is never taken for a job id. */
function operationsByPath(): [string, ContractOperation[]][] {
  const byPath = Map.groupBy(contractOperations, (operation) => operation.path);
  return [...byPath].sort(([one], [other]) => Number(one.includes('{')) - Number(other.includes('{')));
}

function methodNotAllowed(request: Request, operations: readonly ContractOperation[]): ContractProblem {
  const methods = operations.map((operation) => operation.method.toUpperCase());
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return new ContractProblem('method_not_allowed', `${request.method} is not a method of this path, which has ${allow}.`, {
    headers: { Allow: allow },
  });
}

export function routeNotFound(request: Request): ContractProblem {
  return new ContractProblem('route_not_found', `There is nothing at ${request.method} ${request.originalUrl.split('?')[0]}.`);
}

/** Express could not percent-decode a path parameter. */
function malformedPath(error: unknown): ContractProblem | null {
  if (!(error instanceof URIError)) return null;
  return new ContractProblem('validation_error', 'The path is not valid percent-encoded UTF-8.', {
    errors: [{ location: 'path', message: 'cannot be decoded' }],
  });
}
