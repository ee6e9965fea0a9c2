import { isDeepStrictEqual } from 'node:util';
import { CheckFailed } from '../../runner/check-failed.ts';
import { CheckSkipped } from '../../runner/check-skipped.ts';
import { type Exchange, headerOf } from '../../runner/exchange.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { unknownJobIdLike } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Cancels a job of the primary key with the foreign one, and compares the answer with that for an id that no job has. */
export const foreignAnswersAsUnknown: Check = async ({ call, callForeign, startJob }) => {
  if (callForeign === null) {
    throw new CheckSkipped('no foreign key was given');
  }
  const { id } = await startJob('slow');
  const unknownId = unknownJobIdLike(id);
  const unknown = await callForeign('cancelJob', { jobId: unknownId });
  if (unknown.status !== 404) {
    // Else two refusals of another kind, such as those of a read-only key, would pass for isolation.
    throw new CheckSkipped(
      `the foreign key may not cancel: an unknown id is answered ${unknown.status} with it, not 404`,
    );
  }
  const foreign = await callForeign('cancelJob', { jobId: id });
  for (const [what, expected, actual] of [
    ['status', unknown.status, foreign.status],
    ['media type', headerOf(unknown, 'Content-Type'), headerOf(foreign, 'Content-Type')],
    ['header names', headerNames(unknown), headerNames(foreign)],
    ['body apart from ids', bodyWithoutIds(unknown, unknownId), bodyWithoutIds(foreign, id)],
  ]) {
    if (!isDeepStrictEqual(expected, actual)) {
      const hint = foreign.status === 200 ? '; or both keys belong to one organization' : '';
      throw new CheckFailed({
        expected: `${what} as for an unknown id: ${JSON.stringify(expected)}`,
        actual: `${JSON.stringify(actual)}${hint}`,
        exchange: foreign,
      });
    }
  }

  const exchange = await call('getJob', { jobId: id });
  const job = expectJob(exchange, id, 'since the foreign cancel did not reach the job');
  if (job.cancellation !== null) {
    const expected = 'the job knows of no cancel, since the only one was foreign';
    throw new CheckFailed({ expected, actual: `it is ${job.status} with a cancellation`, exchange });
  }
};

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
