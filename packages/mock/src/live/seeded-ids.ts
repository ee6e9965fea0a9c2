import { fromUUIDBytes } from 'typeid-js';

/** Ids as the reference server makes them, in the order of the calls, that are the same for the same random numbers. */
export function seededIds(prefix: string, now: () => number, random: () => number): () => string {
  let count = 0;
  return () => {
    // UUIDv7 (RFC 9562 section 5.7): 48 bits of time, 12 that count, and chance.
    const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
    const view = new DataView(bytes.buffer);
    const ms = now();
    view.setUint32(0, Math.floor(ms / 2 ** 16));
    view.setUint16(4, ms % 2 ** 16);
    view.setUint16(6, 0x7000 | (count & 0xfff));
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    count += 1;
    return fromUUIDBytes(prefix, bytes);
  };
}
