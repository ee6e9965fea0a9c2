import type { Invariant } from '../invariant.ts';

export const retryAfterIsSaid: Invariant = {
  number: 14,
  title: 'Every 429 and 503 says when to come back.',
  check: ({ calls }) =>
    calls.flatMap((call) =>
      (call.status === 429 || call.status === 503) && !/^\d+$/.test(call.headers['retry-after'] ?? '')
        ? [{ job: null, message: `A ${call.status} comes without Retry-After.`, entries: [call] }]
        : [],
    ),
};
