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
  const { remaining, resetSeconds } = world.rateLimits.count(
    world.breaks('the rate limit is one for all organizations') ? 'all' : organization,
  );
  const { quota } = world.rateLimits;
  const windowSeconds = world.settings.rateWindowMs / 1_000;
  if (world.serves('rate-limit')) {
    const more = world.breaks('more remains of the rate limit than there was') ? 1_000 + quota : 0;
    const left = world.breaks('the rate limit never shrinks') ? quota : Math.max(remaining, 0) + more;
    if (!world.breaks('no answer tells what remains of the rate limit')) {
      reply.header('RateLimit', `"minute";t=${resetSeconds};r=${left}`);
    }
    if (!world.breaks('no answer tells the policy of the rate limit')) {
      const readable = !world.breaks('the policy of the rate limit is a sentence');
      const policy = readable ? `"minute";w=${windowSeconds};q=${quota}` : `${quota} requests a minute`;
      reply.header('RateLimit-Policy', policy);
    }
  }
  if (remaining < 0 && !world.breaks('the rate limit is told and not kept')) {
    const headers: Record<string, string> = world.breaks('an answer of 429 does not tell when to repeat')
      ? {}
      : { 'retry-after': String(world.breaks('an answer of 429 tells too early a time') ? 1 : resetSeconds) };
    throw new Refusal('rate_limited', 'Slow down.', { headers });
  }
}
