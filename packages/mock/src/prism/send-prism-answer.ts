import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchPath } from '../http/match-path.ts';
import { ownProblem } from '../http/own-problem.ts';
import type { PrismAnswer } from './create-prism.ts';
import type { MockedSpec } from './mocked-spec.ts';
import { sendContractRefusal } from './send-contract-refusal.ts';

/** A request of the mock that remembers nothing, and where its answer goes. */
export interface Exchange {
  readonly spec: MockedSpec;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

/** Longer values of `sl-violations` are cut, since a client may refuse longer headers. */
const mostViolationCharacters = 8000;

/** Sends what Prism has answered; about the contract, in the words of the contract where Prism has its own. */
export function sendPrismAnswer(answer: PrismAnswer, exchange: Exchange): void {
  const { spec, request, response, requestId } = exchange;
  const { method, url = '/' } = request;
  const [path = '/'] = url.split('?');
  if (spec.isContract && answer.refusal === 'no path') {
    sendContractRefusal('route_not_found', `There is nothing at ${method} ${path}.`, exchange);
    return;
  }
  if (spec.isContract && answer.refusal === 'no method') {
    const methods = spec.operations.filter((one) => matchPath(one.path, path) !== null).map((one) => one.method);
    const allow = methods.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', ');
    response.setHeader('Allow', allow);
    const detail = `${method} is not a method of this path, which has ${allow}.`;
    sendContractRefusal('method_not_allowed', detail, exchange);
    return;
  }
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== null && value !== undefined && name.toLowerCase() !== 'x-request-id') {
      response.setHeader(name, String(value));
    }
  }
  if (answer.violations.length > 0) {
    response.setHeader('sl-violations', JSON.stringify(answer.violations).slice(0, mostViolationCharacters));
  }
  const mediaType = String(response.getHeader('content-type') ?? '');
  const isOwn = spec.isContract && mediaType.includes('problem+json');
  const body = isOwn ? ownProblem(answer.body, request, requestId) : answer.body;
  response.statusCode = answer.status;
  response.end(method === 'HEAD' ? undefined : textOf(body, mediaType));
}

function textOf(body: unknown, mediaType: string): string | undefined {
  if (body === undefined || (typeof body === 'string' && !/[/+]json\b/.test(mediaType))) return body;
  return JSON.stringify(body);
}
