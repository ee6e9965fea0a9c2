import type { OperationId } from '@jobwire/contract';
import type { CheckContext } from '../runner/check-context.ts';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import { expectEqual } from './expect-equal.ts';
import { needForeign, skip } from './skip.ts';
import { unknownJobIdLike } from './unknown-job-id.ts';

/**
 * Asks for a job of the primary key with the foreign one, and ends the check as failed unless the answer is the one for an id
 * that no job has, apart from the id itself.
 */
export async function expectForeignAsUnknown(
  context: CheckContext,
  operationId: OperationId,
  jobId: string,
): Promise<void> {
  const callForeign = needForeign(context);
  const unknownId = unknownJobIdLike(jobId, context.random);
  const unknown = await callForeign(operationId, { jobId: unknownId });
  if (unknown.status !== 404) {
    // Else two refusals of another kind, such as those of a read-only key, would pass for isolation.
    skip(`the foreign key may not do this: an unknown id is answered ${unknown.status} with it, not 404`);
  }
  const foreign = await callForeign(operationId, { jobId });
  const as = 'as for an unknown id (or both keys belong to one organization)';
  expectEqual(`status ${as}`, foreign.status, unknown.status, foreign);
  expectEqual(`media type ${as}`, headerOf(foreign, 'Content-Type'), headerOf(unknown, 'Content-Type'), foreign);
  expectEqual(`header names ${as}`, headerNames(foreign), headerNames(unknown), foreign);
  expectEqual(`body apart from ids ${as}`, bodyWithoutIds(foreign, jobId), bodyWithoutIds(unknown, unknownId), foreign);
}

/** Headers that speak of the connection and not of the answer (RFC 9110, section 7.6.1). */
const connectionHeaders: readonly string[] = ['connection', 'keep-alive'];

function headerNames({ headers }: Exchange): string[] {
  return [...headers.keys()].filter((name) => !connectionHeaders.includes(name)).sort();
}

/** The body with what must differ between two requests made equal. */
function bodyWithoutIds({ body, bodyText }: Exchange, jobId: string): unknown {
  if (typeof body !== 'object' || body === null) {
    return bodyText.replaceAll(jobId, '<job id>');
  }
  const requestId = 'request_id' in body ? String(body.request_id) : '';
  const text = JSON.stringify(body).replaceAll(jobId, '<job id>');
  return JSON.parse(requestId === '' ? text : text.replaceAll(requestId, '<request id>'));
}
