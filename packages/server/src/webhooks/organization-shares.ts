import { fairShares } from '../domain/fair-shares.ts';

/**
 * How many more deliveries each organization may begin: the places go to whoever has the fewest, and to nobody who has as
 * many as would be left for all others. So one that sends to any number of slow hosts has half of the places at most, a
 * second one half of what is left, and there is one for somebody new.
 *
 * @param turn organizations that have something due, in the order of their turn.
 * @param underWay how many deliveries of each are under way; none where it is not named.
 */
export function organizationShares(
  turn: readonly string[],
  underWay: ReadonlyMap<string, number>,
  freePlaces: number,
): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [given, organizationId] of fairShares(turn, underWay, freePlaces).entries()) {
    const share = shares.get(organizationId) ?? 0;
    if ((underWay.get(organizationId) ?? 0) + share >= freePlaces - given) break;
    shares.set(organizationId, share + 1);
  }
  return shares;
}
