/**
 * Shares free slots out among organizations that have work waiting: each slot goes to the one that then holds the
 * fewest, and among equals to the next one in turn behind whoever got the slot before. So whoever has fifty thousand jobs
 * waiting holds up nobody who has one.
 *
 * @param turn the organizations in the order of their turn, the next one first.
 * @param held how many slots each of them holds already; none where it is not named.
 * @returns who gets each of the free slots, one after the other.
 */
export function fairShares(turn: readonly string[], held: ReadonlyMap<string, number>, freeSlots: number): string[] {
  const holdings = turn.map((organizationId) => held.get(organizationId) ?? 0);
  const shares: string[] = [];
  for (let next = 0; shares.length < freeSlots && turn.length > 0; ) {
    const fewest = Math.min(...holdings);
    while (holdings[next] !== fewest) next = (next + 1) % turn.length;
    holdings[next] = fewest + 1;
    shares.push(turn[next] as string);
    next = (next + 1) % turn.length;
  }
  return shares;
}
