import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchPath } from '../http/match-path.ts';
import { sendMockProblem } from '../http/send-mock-problem.ts';
import type { FaultRequest } from '../live/faults.ts';
import type { HoldRequest } from '../live/holds.ts';
import type { Scenario } from '../live/scenario.ts';
import { checkAgainst, controlDocument, controlOperations } from './control-document.ts';
import type { MockControl } from './mock-control.ts';
import { isMockControlError, MockControlError } from './mock-control-error.ts';
import { readControlBody } from './read-control-body.ts';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

interface Call {
  readonly path: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type ControlHandler = (control: MockControl, call: Call) => Answer | Promise<Answer>;

const ok = (body: unknown): Answer => ({ status: 200, body });
const created = (body: unknown): Answer => ({ status: 201, body });
const noContent: Answer = { status: 204 };

/** What carries out each operation of the description, by its operationId. */
export const controlHandlers: Readonly<Record<string, ControlHandler>> = {
  getState: (control) => ok(control.state()),
  getDescription: () => ok(controlDocument),
  reset: async (control) => ok(await control.reset()),
  changeClock: (control, { body }) => ok(control.changeClock(body as { speed?: number; running?: boolean })),
  async advanceClock(control, { body }) {
    checkAgainst('Advance', body);
    return ok(await control.advance((body as { ms: number }).ms));
  },
  setScenario: (control, { path, body }) => ok(control.setScenario(path.job_type ?? '', body as Scenario)),
  deleteScenario(control, { path }) {
    control.deleteScenario(path.job_type ?? '');
    return noContent;
  },
  createHold: async (control, { body }) => created(await control.hold(body as HoldRequest)),
  releaseHolds(control) {
    control.releaseAll();
    return noContent;
  },
  releaseHold(control, { path }) {
    control.release(path.hold_id ?? '');
    return noContent;
  },
  createFault: (control, { body }) => created(control.fault(body as FaultRequest)),
  clearFaults(control) {
    control.clearFaults();
    return noContent;
  },
  loseWorker: async (control, { path }) => ok(await control.loseWorker(path.job_id ?? '')),
};

/** Answers a request below `/__mock`. */
export async function answerControl(
  control: MockControl,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { status, body } = await carryOut(control, request);
    response.writeHead(status, body === undefined ? {} : { 'Content-Type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  } catch (error) {
    if (!isMockControlError(error)) throw error;
    sendMockProblem(response, error.status, error.message);
  }
}

async function carryOut(control: MockControl, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const atPath = controlOperations.filter((one) => matchPath(one.path, path) !== null);
  if (atPath.length === 0) {
    throw new MockControlError(404, `There is nothing at ${path}. GET /__mock/openapi.json tells what there is.`);
  }
  const operation = atPath.find(({ method }) => method === request.method);
  if (operation === undefined) {
    const methods = atPath.map(({ method }) => method).join(', ');
    throw new MockControlError(405, `${request.method} is not a method of ${path}, which has ${methods}.`);
  }
  const body = operation.requestBody === undefined ? undefined : await readControlBody(request);
  const parameters = Object.entries(matchPath(operation.path, path) ?? {});
  const handler = controlHandlers[operation.operationId];
  if (handler === undefined) throw new Error(`Nothing carries out ${operation.operationId}.`);
  return handler(control, {
    path: Object.fromEntries(parameters.map(([name, value]) => [name, decoded(value)])),
    body,
  });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new MockControlError(400, `The path has ${segment}, which is no valid percent-encoding.`);
  }
}
