import type { ProblemCode } from '@jobwire/contract';
import express, { type Request, type Response, type Router } from 'express';
import { bearerKeyOf } from './bearer-key.ts';
import { methodNotAllowed, rateLimited, routeNotFound, unauthorized } from './contract-problem.ts';
import type { ContractRouterOptions } from './contract-router-options.ts';
import { OperationPipeline } from './operation-pipeline.ts';
import type { Operations, Principal } from './operation-types.ts';
import { originForm } from './origin-form.ts';
import type { BodyLimits } from './read-json-body.ts';
import { requestIdOf } from './request-id.ts';
import { sampledResponseCheck } from './response-checker.ts';
import { ResponseWriter } from './response-writer.ts';
import { RouteTable } from './route-table.ts';

export const defaultBodyLimits: BodyLimits = { bytes: 1_048_576, depth: 32 };

/** Requests below this path are the router's; it passes all others on. */
const apiPrefix = '/v1/';

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
    problemType: options.problemType ?? ((code: ProblemCode) => `/docs/errors#${code}`),
    onError: options.onError ?? ((error: unknown) => console.error(error)),
    checkResponse: sampledResponseCheck(options.checkResponses ?? 'sampled'),
    observer: options.observer ?? null,
  };
  const pipelineOptions = { ...options, bodyLimits: options.bodyLimits ?? defaultBodyLimits };
  const routes = new RouteTable((operation) => new OperationPipeline(operation, operations, pipelineOptions));
  for (const pipeline of routes.targets) await pipeline.warmUp();

  /** In the order of refusals: 401, then 429 for a key that asks too often, then 404, then 405; the operation's own pipeline goes on from there. */
  async function answer(request: Request, response: Response, writer: ResponseWriter): Promise<void> {
    const principal = await authenticated(request, options);
    writer.principal = principal;
    if (options.limitRate !== undefined) {
      const limiting = options.limitRate(principal, request);
      const verdict = limiting instanceof Promise ? await limiting : limiting;
      writer.rateLimit = verdict;
      if (verdict.retryAfterSeconds !== null) throw rateLimited(verdict.retryAfterSeconds);
    }
    const questionMark = request.url.indexOf('?');
    const route = routes.match(questionMark === -1 ? request.url : request.url.slice(0, questionMark));
    if (route === null) throw routeNotFound(request);
    // Node leaves the body of the answer to HEAD out by itself, and nothing behind here knows the method.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const pipeline = route.byMethod.get(method);
    if (pipeline === undefined) throw methodNotAllowed(request, [...route.byMethod.keys()]);
    request.method = method;
    const run = () => pipeline.run(request, response, { principal, writer, encodedPath: route.parameters });
    await (settings.observer === null ? run() : settings.observer.handle(pipeline.operation, request, response, run));
  }

  const router = express.Router();
  router.use((request, response, next) => {
    const target = originForm(request.url);
    if (!target.startsWith(apiPrefix)) return next();
    request.url = target;
    request.originalUrl = originForm(request.originalUrl);
    const writer = new ResponseWriter(request, response, requestIdOf(request), settings);
    answer(request, response, writer).catch((error: unknown) => {
      if (response.headersSent) response.destroy(error as Error);
      else writer.sendError(error);
    });
  });
  return router;
}

async function authenticated<Caller extends Principal>(
  request: Request,
  { authenticate }: ContractRouterOptions<Caller>,
): Promise<Caller> {
  const key = bearerKeyOf(request);
  if (key === null) throw unauthorized('missing');
  const found = authenticate(key, request);
  const principal = found instanceof Promise ? await found : found;
  if (principal === null) throw unauthorized('invalid');
  return principal;
}
