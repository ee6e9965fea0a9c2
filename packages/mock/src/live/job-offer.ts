import { demoBatch } from '@jobwire/server';

const typePattern = /^[a-z][a-z0-9_.-]{0,63}$/;

/** Which job types a live mock offers: those that were named, or any but one that is called unknown. */
export class JobOffer {
  /** Those besides `demo.batch`; null where any is offered. */
  readonly named: readonly string[] | null;

  constructor(types?: readonly string[]) {
    this.named = types?.filter((type) => type !== demoBatch.type) ?? null;
  }

  static isType(name: string): boolean {
    return typePattern.test(name);
  }

  includes(type: string): boolean {
    if (type === demoBatch.type) return true;
    // So that an application can be shown the 400 of a type that there is not.
    return this.named === null ? !/^unknown(\.|$)/.test(type) : this.named.includes(type);
  }

  /** What is offered, for a sentence. */
  describe(): string {
    return this.named === null ? 'any type but unknown and unknown.…' : [demoBatch.type, ...this.named].join(', ');
  }
}
