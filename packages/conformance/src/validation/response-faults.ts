import { operations, type ProblemCode, problems } from '@jobwire/contract';
import type { Failure } from '../report/verdict.ts';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import { type DeclaredResponse, declaredResponse } from './declared-response.ts';
import { type ContractSchema, schemaFaults } from './schema-validator.ts';

/** One way in which an answer differs from what the contract declares. */
export type ResponseFault = Pick<Failure, 'expected' | 'actual'>;

/** Everything in which an answer differs from what the contract declares for its operation and status. */
export function responseFaults(exchange: Exchange): ResponseFault[] {
  const declared = declaredResponse(exchange.operationId, exchange.status);
  if (declared === null) {
    const statuses = operations[exchange.operationId].statuses.join(', ');
    return [
      { expected: `a status that ${exchange.operationId} declares: ${statuses}`, actual: String(exchange.status) },
      ...(headerOf(exchange, 'X-Request-Id') === undefined ? [missingHeader('X-Request-Id')] : []),
    ];
  }
  return [...headerFaults(exchange, declared), ...bodyFaults(exchange, declared)];
}

function headerFaults(exchange: Exchange, { headers }: DeclaredResponse): ResponseFault[] {
  return Object.entries(headers).flatMap(([name, { required, schema }]) => {
    const value = headerOf(exchange, name);
    if (value === undefined) {
      return required === true ? [missingHeader(name)] : [];
    }
    return schemaFaults(schema, headerValue(value, schema)).map((fault) => ({
      expected: `header ${name} as declared: ${fault}`,
      actual: value,
    }));
  });
}

function missingHeader(name: string): ResponseFault {
  return { expected: `header ${name}`, actual: 'it is missing' };
}

/** A header is text; where the contract declares a number, the text must be one. */
function headerValue(text: string, schema: ContractSchema): unknown {
  return schema.type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}

function bodyFaults(exchange: Exchange, { content }: DeclaredResponse): ResponseFault[] {
  const mediaTypes = Object.keys(content);
  if (mediaTypes.length === 0) {
    return exchange.bodyText === '' ? [] : [{ expected: 'no body', actual: 'there is one' }];
  }
  const mediaType = headerOf(exchange, 'Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? 'none';
  const schema = content[mediaType];
  if (schema === undefined) {
    return [{ expected: `media type ${mediaTypes.join(' or ')}`, actual: mediaType }];
  }
  if (exchange.body === undefined) {
    return [{ expected: 'a body of JSON', actual: exchange.bodyText === '' ? 'no body' : 'something else' }];
  }
  const faults = schemaFaults(schema, exchange.body);
  if (faults.length > 0) {
    return faults.map((fault) => ({ expected: 'a body that fits its schema', actual: fault })).slice(0, 1);
  }
  return exchange.status >= 400 ? problemFaults(exchange) : [];
}

/** What the schema of a problem cannot say: its members agree with the answer that carries it. */
function problemFaults(exchange: Exchange): ResponseFault[] {
  const {
    status,
    code,
    request_id: requestId,
  } = exchange.body as {
    status: number;
    code: ProblemCode;
    request_id: string;
  };
  const agreements: readonly (readonly [string, unknown, unknown])[] = [
    ['`status` of the problem', exchange.status, status],
    [`the HTTP status of \`${code}\``, problems[code].status, exchange.status],
    ['`request_id` of the problem as in X-Request-Id', headerOf(exchange, 'X-Request-Id'), requestId],
  ];
  return agreements
    .filter(([, expected, actual]) => expected !== actual)
    .map(([what, expected, actual]) => ({ expected: `${what}: ${expected}`, actual: String(actual) }));
}
