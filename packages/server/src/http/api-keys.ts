import { hash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';

/** The keys that a server accepts. Only their digests are kept, so that no dump of the process's data shows a key. */
export class ApiKeys {
  readonly #byDigest = new Map<string, { digest: Buffer; caller: Caller }>();

  add(key: string, caller: Caller): void {
    const digest = digestOf(key);
    this.#byDigest.set(digest.toString('hex'), { digest, caller });
  }

  get size(): number {
    return this.#byDigest.size;
  }

  find(key: string): Caller | null {
    const digest = digestOf(key);
    const known = this.#byDigest.get(digest.toString('hex'));
    return known !== undefined && timingSafeEqual(known.digest, digest) ? known.caller : null;
  }
}

function digestOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}
