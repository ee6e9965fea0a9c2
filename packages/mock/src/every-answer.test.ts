import { spec } from '@jobwire/contract/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationsOf, type SpecOperation } from './asking/operations-of.ts';
import type { RunningMock } from './mock-options.ts';
import { startMock } from './start-mock.ts';

let mock: RunningMock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

describe.each(operationsOf(spec).map((operation) => [operation.operationId, operation] as const))(
  '%s',
  (_, operation) => {
    test.each(declaredAnswers(operation))(
      '$status $mediaType $example is answered as the contract writes it',
      async (answer) => {
        const { status, mediaType, example, value } = answer;
        const response = await fetch(`${mock.url}${operation.path.replace('{job_id}', 'job_1')}`, {
          method: operation.method,
          body: validBody(operation),
          headers: {
            authorization: 'Bearer any',
            ...(operation.requestBody && { 'content-type': 'application/json' }),
            ...(mediaType !== null && { accept: mediaType }),
            prefer: example === null ? `code=${status}` : `code=${status}, example=${example}`,
          },
        });
        const text = await response.text();

        expect(response.headers.get('sl-violations')).toBeNull();
        expect(response.status).toBe(status);
        expect(response.headers.get('content-type')).toBe(mediaType);
        if (mediaType === null) expect(text).toBe('');
        else if (mediaType === 'application/problem+json') expect(JSON.parse(text)).toEqual(asOf(response, value));
        else if (mediaType.endsWith('json')) expect(JSON.parse(text)).toEqual(value);
        else expect(text).toBe(value);
      },
    );
  },
);

interface DeclaredAnswer {
  readonly status: number;
  readonly mediaType: string | null;
  readonly example: string | null;
  readonly value: unknown;
}

/** Every status of an operation with each of its named examples; status 304 and the like have neither type nor example. */
function declaredAnswers({ responses }: SpecOperation): DeclaredAnswer[] {
  return responses.flatMap(([status, { content = {} }]): DeclaredAnswer[] => {
    const answers = Object.entries(content).flatMap(([mediaType, { examples = {} }]) =>
      Object.entries(examples).map(([example, { value }]) => ({ status, mediaType, example, value })),
    );
    return answers.length > 0 ? answers : [{ status, mediaType: null, example: null, value: undefined }];
  });
}

/** The problem as one about the request that was answered. */
function asOf({ url, headers }: Response, problem: unknown): unknown {
  const { instance } = problem as { readonly instance: string };
  const requestId = headers.get('x-request-id');
  expect(requestId).toMatch(/^req_/);
  return { ...(problem as object), instance: instance === '/' ? '/' : new URL(url).pathname, request_id: requestId };
}

/** The first example of the request body, so that the mock has nothing to refuse. */
function validBody({ requestBody }: SpecOperation): string | null {
  const [first] = Object.values(requestBody?.content['application/json']?.examples ?? {});
  return first ? JSON.stringify(first.value) : null;
}
