import type { IncomingMessage, ServerResponse } from 'node:http';
import { type OperationId, operations } from '@jobwire/contract';
import type { TinyCaller } from '../tiny-keys.ts';
import { checkAccept } from './accept.ts';
import { type Call, headerOf } from './call.ts';
import { findCaller } from './find-caller.ts';
import { findJob } from './find-job.ts';
import { limitRate } from './limit-rate.ts';
import { carryOut } from './operation-table.ts';
import { readBody } from './read-body.ts';
import { Refusal, wrongParameter } from './refusal.ts';
import { Reply } from './reply.ts';
import { findRoute, type Route } from './routes.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** Answers one request. */
export async function respond(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = new Reply(world, request, response);
  try {
    await route(world, request, reply);
  } catch (error) {
    if (!reply.gone) {
      reply.problem(error instanceof Refusal ? error : new Refusal('internal_error', 'I made a mistake.'));
    }
  }
}

/** Refuses in the order of the contract. */
async function route(world: World, request: IncomingMessage, reply: Reply): Promise<void> {
  const [path = '', search = ''] = targetOf(request).split(/\?(.*)/s);
  const found = findRoute(world, path, request.method ?? '');
  if (found === null && world.breaks('an undeclared path answers 404 to anybody')) {
    throw new Refusal('route_not_found', 'Nothing is here.');
  }
  const caller = findCaller(world, request);
  limitRate(world, reply, caller);
  if (found === null) {
    refusePath(world, reply, path);
    return;
  }
  const call: Call = { world, request, reply, caller, search, body: undefined };
  if (world.breaks('a method is judged after its job was looked up')) {
    lookUp(call, found, null);
  }
  const operationId = operationOf(world, found, request.method ?? '');
  if (world.breaks('a read-only key learns which jobs there are')) {
    lookUp(call, found, operationId);
  }
  checkAccess(world, caller, operationId);
  checkServed(world, operationId);
  refuseOddly(call, operationId);
  await (world.breaks('the form of a request is judged before its job is looked up')
    ? formFirst(call, found, operationId)
    : jobFirst(call, found, operationId));
}

async function jobFirst(call: Call, found: Route, operationId: OperationId): Promise<void> {
  const job = lookUp(call, found, operationId);
  if (operationId === 'cancelJob' && job?.wire.terminal && job.wire.status !== 'cancelled') {
    if (call.world.breaks('a job that has ended is told before a broken body')) {
      throw new Refusal('job_already_terminal', 'Too late.', { members: { job: job.wire } });
    }
  }
  const body = await bodyOf(call, operationId);
  await carryOut(operationId, { ...call, body }, wellFormed(job));
}

async function formFirst(call: Call, found: Route, operationId: OperationId): Promise<void> {
  const body = await bodyOf(call, operationId);
  await carryOut(operationId, { ...call, body }, wellFormed(lookUp(call, found, operationId)));
}

/** A request target may name the server too. */
function targetOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/^https?:\/\/[^/?]*/i, '') || '/';
}

/** Undefined for a path without a job, null for a malformed id. */
function lookUp(
  { world, reply, caller }: Call,
  { jobId }: Route,
  operationId: OperationId | null,
): TinyJob | null | undefined {
  if (jobId === null) {
    return undefined;
  }
  return findJob(world, reply, { id: jobId, caller, operationId });
}

function wellFormed(job: TinyJob | null | undefined): TinyJob | undefined {
  if (job === null) {
    throw wrongParameter('path', 'job_id', 'is not the id of a job');
  }
  return job;
}

async function bodyOf(call: Call, operationId: OperationId): Promise<unknown> {
  if (operationId === 'listJobEvents' && !call.world.breaks('what is acceptable is judged last')) {
    checkAccept(call);
  }
  const { body } = operations[operationId];
  return body === 'none' ? undefined : readBody(call.world, call.request, body === 'required');
}

function refusePath(world: World, reply: Reply, path: string): void {
  if (world.breaks('an undeclared path answers with a page of HTML')) {
    reply.text(404, 'text/html', '<h1>Not Found</h1>');
    return;
  }
  if (world.breaks('an undeclared path answers as an unknown job')) {
    throw new Refusal('job_not_found', 'You have no such job.');
  }
  throw new Refusal('route_not_found', `Nothing is at ${JSON.stringify(path).slice(1, 80)}.`);
}

function operationOf(world: World, { methods }: Route, method: string): OperationId {
  const asGet = method === 'HEAD' && !world.breaks('HEAD is not answered');
  const operationId = methods.get(asGet ? 'GET' : method);
  if (operationId !== undefined) {
    return operationId;
  }
  if (world.breaks('an undeclared method answers 404')) {
    throw new Refusal('route_not_found', 'Nothing is here.');
  }
  const allow = [...methods.keys()].flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', ');
  const headers: Record<string, string> = world.breaks('an answer of 405 lacks Allow') ? {} : { Allow: allow };
  throw new Refusal('method_not_allowed', `I know ${allow} here.`, { headers });
}

function checkAccess(world: World, { readOnly }: TinyCaller, operationId: OperationId): void {
  const { access } = operations[operationId];
  if (readOnly && operationId === 'getJob' && world.breaks('a read-only key reads nothing')) {
    throw new Refusal('forbidden', 'This key does nothing.');
  }
  if (!readOnly || access === 'read') {
    return;
  }
  const forgotten =
    (operationId === 'createJob' && world.breaks('a read-only key creates jobs')) ||
    (operationId === 'cancelJob' && world.breaks('a read-only key cancels jobs')) ||
    (operationId === 'deleteJob' && world.breaks('a read-only key deletes jobs'));
  if (!forgotten) {
    throw new Refusal('forbidden', 'This key only reads.');
  }
}

/** Refuses for headers that do not matter. */
function refuseOddly(call: Call, operationId: OperationId): void {
  const { world } = call;
  const accept = headerOf(call, 'Accept') ?? '*/*';
  if (operationId !== 'listJobEvents' && !/json|\*/.test(accept) && world.breaks('an unlikely Accept answers 406')) {
    throw new Refusal('not_acceptable', 'I have JSON.');
  }
  for (const name of ['idempotency-key', 'last-event-id', 'x-request-id']) {
    if ((call.request.headersDistinct[name]?.length ?? 0) > 1) {
      throw wrongParameter('header', name, 'is there twice');
    }
  }
  const odd = headerOf(call, 'Idempotency-Key') !== undefined && !world.serves('idempotency');
  if (odd && world.breaks('headers of a class that is not served are refused')) {
    throw wrongParameter('header', 'Idempotency-Key', 'is not served here');
  }
}

function checkServed(world: World, operationId: OperationId): void {
  const { conformanceClass } = operations[operationId];
  if (!world.serves(conformanceClass)) {
    if (world.breaks('an operation that is not served answers 403')) {
      throw new Refusal('forbidden', 'Not here.');
    }
    throw new Refusal('route_not_found', `Class ${conformanceClass} is not served here.`);
  }
}
