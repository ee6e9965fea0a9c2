import type { ProblemCode } from '@jobwire/contract';
import { headerOf } from '../../runner/exchange.ts';
import type { RequestParts } from '../../runner/request-parts.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Uses a key first for requests that are refused. */
export const refusedDoesNotBurn: Check = async (context) => {
  const { body, headers } = keyed(context);
  const refused: readonly (readonly [ProblemCode, RequestParts])[] = [
    ['validation_error', { body: { ...body, priority: 10 }, headers }],
    ['malformed_json', { rawBody: '{', headers }],
    ['unsupported_media_type', { body, headers: { ...headers, 'Content-Type': 'text/plain' } }],
  ];
  for (const [code, parts] of refused)
    expectProblem(await context.call('createJob', parts), code, 'since the request breaks a rule');
  const { exchange } = await createdWith(context, { body, headers });
  expectEqual(
    'no Idempotent-Replayed, since nothing was created before',
    headerOf(exchange, 'Idempotent-Replayed'),
    undefined,
    exchange,
  );
};
