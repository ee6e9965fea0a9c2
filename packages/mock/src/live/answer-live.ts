import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AskedAnswer, askedAnswer } from '../asking/asked-answer.ts';
import { operationAt } from '../asking/operation-at.ts';
import { isUnanswerableError } from '../asking/unanswerable-error.ts';
import { answerControl } from '../control/control-routes.ts';
import type { MockControl } from '../control/mock-control.ts';
import { answerDocs } from '../http/answer-docs.ts';
import { allowOtherOrigins } from '../http/cross-origin.ts';
import { nameRequest } from '../http/name-request.ts';
import { ownProblem } from '../http/own-problem.ts';
import { sendMockProblem } from '../http/send-mock-problem.ts';
import { type ContractOperation, contractOperations } from './contract-operations.ts';
import { exampleAnswer } from './example-answer.ts';
import type { MockWorld } from './mock-world.ts';
import { sleep } from './scripted-work.ts';

export interface LiveParts {
  readonly world: MockWorld;
  readonly control: MockControl;
}

/** Answers one request of a live mock: its control, the documentation, then what was forced, then the server. */
export async function answerLive(
  { world, control }: LiveParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Date', new Date(world.clock.now()).toUTCString());
  if (allowOtherOrigins(request, response)) return;
  const { clock, nextRequestId, server } = world;
  if (/^\/__mock(\/|\?|$)/.test(request.url ?? '')) return answerControl(control, request, response);
  // Where nothing moves by itself, each request finds everything done that the ones before it began.
  if (!clock.running) await clock.settle();
  nameRequest(request, nextRequestId ?? (() => `req_${randomUUID()}`));
  const operation = operationAt(contractOperations, request);
  if (operation === null) {
    if (await answerDocs(request, response)) return;
  } else {
    if (await meetsFault(world, operation, request, response)) return;
    const isForced = orRefusal(response, () => {
      const asked = askedAnswer(request, operation);
      if (asked !== null) sendExample(operation, asked, request, response);
      return asked !== null;
    });
    if (isForced) return;
  }
  world.answers.add(response);
  server.app(request, response);
}

/** Whether the request was answered or cut off by a fault that waited for it. */
async function meetsFault(
  { faults, clock, over }: MockWorld,
  operation: ContractOperation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const hasStatus = (status: number) => operation.responses.some(([one]) => one === status);
  const fault = faults.take(operation.operationId, hasStatus);
  if (fault === null) return false;
  const { delay_ms: delayMs, status, example, disconnect } = fault;
  const isCutOff = delayMs !== undefined && !(await hasPassed(clock, delayMs, over));
  // Whoever did not wait that long gets nothing any more.
  if (request.socket.destroyed) return true;
  if (isCutOff || disconnect === true) request.socket.destroy();
  else if (status === undefined) return false;
  else sendExample(operation, { status, ...(example === undefined ? {} : { example }) }, request, response);
  return true;
}

/** Whether so much time has passed before the world was left behind. */
function hasPassed(clock: MockWorld['clock'], ms: number, over: AbortSignal): Promise<boolean> {
  return sleep(clock, ms, over).then(
    () => true,
    () => false,
  );
}

/** What the work gives; true, when it asked for an answer that there is not and the request was told so. */
function orRefusal(response: ServerResponse, work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (!isUnanswerableError(error)) throw error;
    sendMockProblem(response, error.status, error.message);
    return true;
  }
}

function sendExample(
  operation: ContractOperation,
  asked: AskedAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { status, headers, body } = exampleAnswer(operation, asked, request.headers.accept);
  const requestId = String(request.headers['x-request-id']);
  // What nobody reads would be taken for the next request of the connection.
  request.resume();
  response.writeHead(status, { ...headers, 'X-Request-Id': requestId });
  const isProblem = headers['Content-Type']?.includes('problem+json') === true;
  const value = isProblem ? ownProblem(body, request, requestId) : body;
  if (value === undefined || request.method === 'HEAD') response.end();
  else response.end(typeof value === 'string' ? value : JSON.stringify(value));
}
