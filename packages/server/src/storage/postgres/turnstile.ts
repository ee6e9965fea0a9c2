interface Waiting {
  readonly key: string;
  enter(): void;
}

/**
 * Where everybody of a group waits until all of the group have come or have left, and is then let through in the order of
 * keys. So a group locks the rows that many others want last of all, and in the same order as every other group.
 */
export class Turnstile {
  #expected: number;
  #waiting: Waiting[] = [];

  constructor(expected: number) {
    this.#expected = expected;
  }

  /** One will not come any more. */
  leave(): void {
    this.#expected -= 1;
    this.#letThrough();
  }

  /** `change` is begun in its turn, and not a moment later: its statement has to be sent before that of the next one. */
  pass<Value>(key: string, change: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, enter: () => void change().then(resolve, reject) });
      this.#letThrough();
    });
  }

  /** Those of the first kind alone, since they may come again for the next kind. */
  #letThrough(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#expected) return;
    this.#waiting.sort((one, other) => (one.key < other.key ? -1 : 1));
    const first = kindOf(this.#waiting[0]);
    const entering = this.#waiting.filter((waiting) => kindOf(waiting) === first);
    this.#waiting = this.#waiting.filter((waiting) => kindOf(waiting) !== first);
    for (const { enter } of entering) enter();
  }
}

function kindOf(waiting: Waiting | undefined): string {
  return waiting?.key.split(' ', 1)[0] ?? '';
}
