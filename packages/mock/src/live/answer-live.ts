import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl } from '../control/control-routes.ts';
import type { MockControl } from '../control/mock-control.ts';
import { sendControlProblem } from '../control/send-control-problem.ts';
import { askedOperation, type ContractOperation } from './asked-operation.ts';
import { allowOtherOrigins } from './cross-origin.ts';
import { exampleAnswer, type ForcedAnswer, forcedBy, preferOf } from './forced-answer.ts';
import type { MockWorld } from './mock-world.ts';
import { sleep } from './scripted-work.ts';

export interface LiveParts {
  readonly world: MockWorld;
  readonly control: MockControl;
}

/** Answers one request of a live mock: its control, then what was forced, then the server. */
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
  if (nextRequestId !== null) request.headers['x-request-id'] ??= nextRequestId();
  const operation = askedOperation(request.method, request.url);
  if (operation === null || !(await meetsFault(world, operation, request, response))) {
    const forced = forcedBy(preferOf(request));
    if (operation === null || forced === null) {
      world.answers.add(response);
      server.app(request, response);
    } else sendExample(operation, forced, request, response);
  }
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

function sendExample(
  operation: ContractOperation,
  wanted: ForcedAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  try {
    const { status, headers, body } = exampleAnswer(operation, wanted, request.headers.accept);
    const requestId = request.headers['x-request-id'];
    // What nobody reads would be taken for the next request of the connection.
    request.resume();
    response.writeHead(status, { ...headers, 'X-Request-Id': String(requestId ?? 'req_mock') });
    response.end(body === '' ? undefined : body);
  } catch (error) {
    sendControlProblem(response, 400, (error as Error).message);
  }
}
