/**
 * Shares free slots out among organizations that have work waiting: each slot goes to the one that then holds the
 * fewest, and among equals to the one whose turn it is. So whoever has fifty thousand jobs waiting holds up nobody who
 * has one.
 *
 * @param turn the organizations in the order of their turn.
 * @param held how many slots each of them holds already; none where it is not named.
 * @returns how many of the free slots each gets, in the order of their turn.
 */
export function fairShares(
  turn: readonly string[],
  held: ReadonlyMap<string, number>,
  freeSlots: number,
): Map<string, number> {
  const shares = new Map<string, number>();
  const holdings = turn.map((organizationId) => held.get(organizationId) ?? 0);
  for (let slot = 0; slot < freeSlots && turn.length > 0; slot += 1) {
    const fewest = holdings.indexOf(Math.min(...holdings));
    holdings[fewest] = (holdings[fewest] ?? 0) + 1;
  }
  for (const [index, organizationId] of turn.entries()) {
    const share = (holdings[index] ?? 0) - (held.get(organizationId) ?? 0);
    if (share > 0) shares.set(organizationId, share);
  }
  return shares;
}
