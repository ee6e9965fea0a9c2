import type { Invariant } from '../invariant.ts';

export const malformedInputIsRefused: Invariant = {
  number: 13,
  title: 'Malformed input is refused with a 4xx, and nothing is answered 500.',
  check: ({ calls }) =>
    calls.flatMap((call) => {
      if (call.status === 500) return [{ job: null, message: 'The server failed to answer.', entries: [call] }];
      if (!call.malformed || call.status === null || (call.status >= 400 && call.status < 500)) return [];
      return [{ job: null, message: `Malformed input is answered ${call.status}.`, entries: [call] }];
    }),
};
