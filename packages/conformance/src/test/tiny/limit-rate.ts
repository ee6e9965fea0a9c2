import type { TinyCaller } from '../tiny-keys.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { World } from './world.ts';

/**
 * Counts a request, and tells what remains.
 *
 * @throws Refusal when it is one too many
 */
export function limitRate(world: World, reply: Reply, { organization }: TinyCaller): void {
  const { remaining, resetSeconds } = world.rateLimits.count(organization);
  const { requestsPerMinute } = world.settings;
  if (world.serves('rate-limit')) {
    const left = world.breaks('the rate limit never shrinks') ? requestsPerMinute : Math.max(remaining, 0);
    if (!world.breaks('no answer tells what remains of the rate limit')) {
      reply.header('RateLimit', `"minute";t=${resetSeconds};r=${left}`);
    }
    if (!world.breaks('no answer tells the policy of the rate limit')) {
      reply.header('RateLimit-Policy', `"minute";w=60;q=${requestsPerMinute}`);
    }
  }
  if (remaining < 0 && !world.breaks('the rate limit is told and not kept')) {
    const headers: Record<string, string> = world.breaks('an answer of 429 does not tell when to repeat')
      ? {}
      : { 'retry-after': String(resetSeconds) };
    throw new Refusal('rate_limited', 'Slow down.', { headers });
  }
}
