/** One message of PostgreSQL's protocol: a letter, its length, and the rest. */
export interface WireMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts a stream of bytes into messages. The first one of a client has no letter, and is given as `startup`. */
export class WireMessages {
  #rest: Buffer = Buffer.alloc(0);
  #startsPlainly: boolean;

  constructor({ fromClient }: { fromClient: boolean }) {
    this.#startsPlainly = fromClient;
  }

  take(bytes: Buffer): WireMessage[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const messages: WireMessage[] = [];
    for (;;) {
      const lengthAt = this.#startsPlainly ? 0 : 1;
      if (this.#rest.length < lengthAt + 4) return messages;
      const end = lengthAt + this.#rest.readInt32BE(lengthAt);
      if (this.#rest.length < end) return messages;
      const type = this.#startsPlainly ? 'startup' : String.fromCharCode(this.#rest[0] ?? 0);
      messages.push({ type, bytes: this.#rest.subarray(0, end) });
      this.#rest = this.#rest.subarray(end);
      this.#startsPlainly = false;
    }
  }
}
