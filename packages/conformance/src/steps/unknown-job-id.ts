import type { SeededRandom } from '../runner/seeded-random.ts';

/** An id that no job has, well-formed on every server. */
export function unknownJobId({ text }: SeededRandom): string {
  return `unknown_${text(24, '0123456789abcdef')}`;
}

/**
 * An id that no job has and that looks like this one: of the same shape, so that a server that parses its ids treats both alike.
 * Of an id too short for that to be unlikely to exist, the tail becomes longer.
 */
export function unknownJobIdLike(jobId: string, { text }: SeededRandom): string {
  const tail = /[A-Za-z0-9]*$/.exec(jobId)?.[0].slice(-12) ?? '';
  const head = jobId.slice(0, jobId.length - tail.length);
  if (tail.length < 12) {
    return `${head}${text(Math.min(16, 64 - head.length), '0123456789')}`;
  }
  // Letters up to f fit hexadecimal ids and those of Crockford's base 32 alike.
  return `${head}${tail
    .replace(/\d/g, () => text(1, '0123456789'))
    .replace(/[a-z]/g, () => text(1, 'abcdef'))
    .replace(/[A-Z]/g, () => text(1, 'ABCDEF'))}`;
}
