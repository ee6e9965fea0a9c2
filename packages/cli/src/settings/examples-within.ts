/** Those examples that a setting can have, for a sentence: `30s, 15m or 12h`. */
export function examplesWithin(
  examples: readonly string[],
  read: (text: string) => number | null,
  from: number,
  to: number,
): string {
  const possible = examples.filter((example) => {
    const value = read(example);
    return value !== null && value >= from && value <= to;
  });
  return possible.length < 2 ? possible.join('') : `${possible.slice(0, -1).join(', ')} or ${possible.at(-1)}`;
}
