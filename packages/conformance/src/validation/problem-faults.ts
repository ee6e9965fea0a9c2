import { type Problem, type ProblemCode, problems } from '@jobwire/contract';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import type { ResponseFault } from './response-fault.ts';

type Agreement = readonly [ResponseFault['requirement'], string, unknown, unknown];

/** What the schema of a problem cannot say: its members agree with the answer that carries it. */
export function problemFaults(exchange: Exchange): ResponseFault[] {
  const { status, code, retryable, instance, request_id: requestId, errors = [] } = exchange.body as Problem;
  const declared = problems[code as ProblemCode];
  const agreements: readonly Agreement[] = [
    ['responses/problem-status-agrees', '`status` of the problem', exchange.status, status],
    ['responses/problem-status-agrees', `the HTTP status of \`${code}\``, declared.status, exchange.status],
    ['responses/problem-retryable-agrees', `\`retryable\` of \`${code}\``, declared.retryable, retryable],
    [
      'responses/problem-request-id-agrees',
      '`request_id` of the problem as in X-Request-Id',
      headerOf(exchange, 'X-Request-Id'),
      requestId,
    ],
  ];
  const path = new URL(exchange.url).pathname;
  // Of headers that were too large the path was not read, and a path with a broken escape is no URI to be given back.
  const cannotBeGiven = exchange.status === 431 || decodeQuietly(path) === null;
  // A server behind a prefix may know of it or not.
  const names = cannotBeGiven || instance === path || path.endsWith(instance) || instance === decodeQuietly(path);
  return [
    ...agreements
      .filter(([, , expected, actual]) => expected !== actual)
      .map(([requirement, what, expected, actual]) => ({
        requirement,
        expected: `${what}: ${expected}`,
        actual: String(actual),
      })),
    ...(names && instance !== ''
      ? []
      : [
          {
            requirement: 'responses/problem-instance-is-path' as const,
            expected: '`instance` of the problem is the path of the request',
            actual: instance === '' ? 'it is empty' : 'it is something else',
          },
        ]),
    ...errors.flatMap((entry): ResponseFault[] => {
      const member = entry.location === 'body' ? 'pointer' : 'name';
      return typeof entry[member] === 'string'
        ? []
        : [
            {
              requirement: 'responses/problem-errors-located',
              expected: `an entry of \`errors\` about the ${entry.location} has a \`${member}\``,
              actual: 'it has none',
            },
          ];
    }),
  ];
}

function decodeQuietly(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
