/** For how long the soak runs altogether, in seconds; null in the fast run, which tries fewer variants of each fault. */
export const soakSeconds = process.env.SOAK_SECONDS === undefined ? null : Number(process.env.SOAK_SECONDS);

export const thorough = soakSeconds !== null;

/** The first ones in the fast run, all in the soak. */
export function someOf<Variant>(count: number, variants: readonly Variant[]): readonly Variant[] {
  return thorough ? variants : variants.slice(0, count);
}
