import { hash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';

/** Who holds which key, as a server asks. */
export interface KeyHolders {
  /** Null for a key that nobody holds. */
  find(key: string): Caller | null;
}

/** The keys that a server accepts. Only their digests are kept, so that no dump of the process's data shows a key. */
export class ApiKeys implements KeyHolders {
  readonly #byDigest = new Map<string, { digest: Buffer; caller: Caller }>();

  add(key: string, caller: Caller): void {
    const digest = hash('sha256', key, 'hex');
    this.#byDigest.set(digest, { digest: Buffer.from(digest), caller });
  }

  get size(): number {
    return this.#byDigest.size;
  }

  find(key: string): Caller | null {
    const digest = hash('sha256', key, 'hex');
    const known = this.#byDigest.get(digest);
    return known !== undefined && timingSafeEqual(known.digest, Buffer.from(digest)) ? known.caller : null;
  }
}
