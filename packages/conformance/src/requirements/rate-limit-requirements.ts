import type { Requirement } from './requirement.ts';

/** What the rate limit promises. */
export const rateLimitRequirements = [
  {
    id: 'rate-limit/headers-on-every-answer',
    level: 'must',
    class: 'rate-limit',
    sentence: 'Every answer to a valid key carries `RateLimit` and `RateLimit-Policy`.',
    source: '/info/description#headers-on-every-answer',
    covers: ['header RateLimit', 'header RateLimit-Policy'],
  },
  {
    id: 'rate-limit/policy-is-readable',
    level: 'must',
    class: 'rate-limit',
    sentence: '`RateLimit-Policy` names each policy with its quota `q` and its window `w`.',
    source: '/components/headers/RateLimitPolicy',
  },
  {
    id: 'rate-limit/remaining-within-quota',
    level: 'must',
    class: 'rate-limit',
    sentence: '`RateLimit` names a policy and what remains of it, never more than its quota.',
    source: '/components/headers/RateLimit',
  },
  {
    id: 'rate-limit/remaining-goes-down',
    level: 'must',
    class: 'rate-limit',
    sentence: 'What remains goes down with requests.',
    source: '/components/headers/RateLimit',
  },
  {
    id: 'rate-limit/exceeded-answers-429',
    level: 'must',
    class: 'rate-limit',
    sentence: 'Past the limit the answer is 429 `rate_limited` with `Retry-After`.',
    source: '/components/responses/TooManyRequests',
    covers: ['* 429'],
  },
  {
    id: 'rate-limit/retry-after-holds',
    level: 'must',
    class: 'rate-limit',
    sentence: 'A request that waited for `Retry-After` is answered again.',
    source: '/components/headers/RetryAfter',
  },
  {
    id: 'rate-limit/per-organization',
    level: 'must',
    class: 'rate-limit',
    sentence: 'The limit of one organization does not stop another.',
    source: '/info/description#limits',
  },
] as const satisfies readonly Requirement[];
