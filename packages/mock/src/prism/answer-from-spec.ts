import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { askedAnswer } from '../asking/asked-answer.ts';
import { chooseAnswer } from '../asking/choose-answer.ts';
import { operationAt } from '../asking/operation-at.ts';
import type { SpecOperation } from '../asking/operations-of.ts';
import { isUnanswerableError } from '../asking/unanswerable-error.ts';
import { answerDocs } from '../http/answer-docs.ts';
import { allowOtherOrigins } from '../http/cross-origin.ts';
import { nameRequest } from '../http/name-request.ts';
import { sendMockProblem } from '../http/send-mock-problem.ts';
import type { createPrism, PrismChoice, PrismRequest } from './create-prism.ts';
import type { MockedSpec } from './mocked-spec.ts';
import { type ReadBody, readBody } from './read-body.ts';
import { sendContractRefusal } from './send-contract-refusal.ts';
import { type Exchange, sendPrismAnswer } from './send-prism-answer.ts';

/** Answers one request of the mock that remembers nothing. */
export async function answerFromSpec(
  spec: MockedSpec,
  prism: Pick<Awaited<ReturnType<typeof createPrism>>, 'answer'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = nameRequest(request, () => `req_${randomUUID()}`);
  response.setHeader('X-Request-Id', requestId);
  if (allowOtherOrigins(request, response)) return;
  const operation = operationAt(spec.operations, request);
  if (spec.isContract && operation === null && (await answerDocs(request, response))) return;
  const exchange = { spec, request, response, requestId };
  const body = await readBody(request);
  let choice: PrismChoice;
  try {
    choice = operation === null ? {} : choiceOf(request, operation);
  } catch (error) {
    if (!isUnanswerableError(error)) throw error;
    return sendMockProblem(response, error.status, error.message);
  }
  if (body.fault !== null) return sendUnreadable(body.fault, exchange);
  sendPrismAnswer(await prism.answer(prismRequest(request, operation, body.value), choice), exchange);
}

/** @throws {UnanswerableError} when the request asks for an answer that there is not. */
function choiceOf(request: IncomingMessage, operation: SpecOperation): PrismChoice {
  const asked = askedAnswer(request, operation);
  if (asked === null) return {};
  const { status, example } = asked;
  const exampleKey = example === undefined ? {} : { exampleKey: example };
  // What stands for any other status is Prism's to find.
  if (operation.hasOtherResponses) return { ...(status === undefined ? {} : { code: status }), ...exampleKey };
  const chosen = chooseAnswer(operation, asked, request.headers.accept);
  return {
    code: chosen.status,
    ...exampleKey,
    ...(chosen.mediaType === null ? {} : { mediaTypes: [chosen.mediaType] }),
  };
}

function prismRequest(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  operation: SpecOperation | null,
  body: unknown,
): PrismRequest {
  const { pathname, searchParams } = new URL(url, 'http://mock');
  const query = Object.fromEntries(
    Array.from(new Set(searchParams.keys()), (name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
  return {
    // A HEAD is answered as its GET (RFC 9110 section 9.3.2).
    method: (operation?.method ?? method).toLowerCase() as PrismRequest['method'],
    url: { path: pathname, query },
    headers: headers as NonNullable<PrismRequest['headers']>,
    body,
  };
}

function sendUnreadable(fault: NonNullable<ReadBody['fault']>, exchange: Exchange): void {
  const [code, status, detail] =
    fault === 'no JSON'
      ? (['malformed_json', 400, 'The body is not JSON.'] as const)
      : (['payload_too_large', 413, 'The body is longer than 10 MiB.'] as const);
  if (exchange.spec.isContract) sendContractRefusal(code, detail, exchange);
  else sendMockProblem(exchange.response, status, detail);
}
