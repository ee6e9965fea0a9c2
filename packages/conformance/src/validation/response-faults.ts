import { type Exchange, headerOf } from '../runner/exchange.ts';
import { type DeclaredResponse, declaredResponse, declaredStatuses } from './declared-response.ts';
import { problemFaults } from './problem-faults.ts';
import type { ResponseFault } from './response-fault.ts';
import { type ContractSchema, schemaFaults } from './schema-validator.ts';
import { timeFaults } from './time-faults.ts';

/** Everything in which an answer differs from what the contract declares for its operation and status. */
export function responseFaults(exchange: Exchange): ResponseFault[] {
  const declared = declaredResponse(exchange.operationId, exchange.status);
  const requestId = requestIdFaults(exchange);
  if (declared === null) {
    const statuses = declaredStatuses(exchange.operationId).join(', ');
    const expected = `a status that ${exchange.operationId ?? 'an undeclared path or method'} declares: ${statuses}`;
    return [{ requirement: 'responses/status-declared', expected, actual: String(exchange.status) }, ...requestId];
  }
  return [...requestId, ...headerFaults(exchange, declared), ...bodyFaults(exchange, declared)];
}

function requestIdFaults(exchange: Exchange): ResponseFault[] {
  return headerOf(exchange, 'X-Request-Id') === undefined
    ? [{ requirement: 'responses/request-id-present', expected: 'header X-Request-Id', actual: 'it is missing' }]
    : [];
}

function headerFaults(exchange: Exchange, { headers }: DeclaredResponse): ResponseFault[] {
  return Object.entries(headers).flatMap(([name, { required, schema }]): ResponseFault[] => {
    const value = headerOf(exchange, name);
    if (value === undefined) {
      return required === true && name !== 'X-Request-Id'
        ? [{ requirement: 'responses/headers-present', expected: `header ${name}`, actual: 'it is missing' }]
        : [];
    }
    return schemaFaults(schema, headerValue(value, schema)).map((fault) => ({
      requirement: 'responses/headers-fit-schema',
      expected: `header ${name} as declared: ${fault}`,
      actual: value,
    }));
  });
}

/** A header is text; where the contract declares a number, the text must be one. */
function headerValue(text: string, schema: ContractSchema): unknown {
  return schema.type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}

function bodyFaults(exchange: Exchange, { content }: DeclaredResponse): ResponseFault[] {
  const mediaTypes = Object.keys(content);
  if (mediaTypes.length === 0 || exchange.method === 'HEAD') {
    return exchange.bodyText === ''
      ? []
      : [{ requirement: 'responses/empty-where-declared', expected: 'no body', actual: 'there is one' }];
  }
  const mediaType = headerOf(exchange, 'Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? 'none';
  const schema = content[mediaType];
  if (schema === undefined) {
    return [
      { requirement: 'responses/media-type', expected: `media type ${mediaTypes.join(' or ')}`, actual: mediaType },
    ];
  }
  if (mediaType === 'text/event-stream') {
    return []; // What its events hold is for the requirements of streams.
  }
  const requirement = 'responses/body-fits-schema';
  if (exchange.body === undefined) {
    return [
      { requirement, expected: 'a body of JSON', actual: exchange.bodyText === '' ? 'no body' : 'something else' },
    ];
  }
  const [fault] = schemaFaults(schema, exchange.body);
  if (fault !== undefined) {
    return [{ requirement, expected: 'a body that fits its schema', actual: fault }];
  }
  return [...timeFaults(exchange.body), ...(exchange.status >= 400 ? problemFaults(exchange) : [])];
}
