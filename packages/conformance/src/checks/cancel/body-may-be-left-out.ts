import type { RequestParts } from '../../runner/request-parts.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import type { Check } from '../check.ts';

/** Cancels in each of the ways that say nothing. */
export const bodyMayBeLeftOut: Check = async (context) => {
  const ways: readonly RequestParts[] = [
    {},
    { rawBody: '' },
    { rawBody: '', headers: { 'Content-Type': null } },
    { headers: { 'Content-Type': 'application/json' } },
    { body: {} },
  ];
  for (const way of ways) {
    const { id } = await context.startJob('slow');
    expectCancelAccepted(await context.call('cancelJob', { jobId: id, ...way }), id);
  }
};
