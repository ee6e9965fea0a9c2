interface Line {
  underWay: number;
  readonly waiting: (() => void)[];
}

/** Lets so many pieces of work of one name be under way at once; the others of that name wait in line. */
export class Lines {
  readonly #most: number;
  readonly #lines = new Map<string, Line>();

  constructor(most: number) {
    this.#most = most;
  }

  async run<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const line = this.#lines.get(name) ?? { underWay: 0, waiting: [] };
    this.#lines.set(name, line);
    // Whoever waits is given the place of one that has ended.
    if (line.underWay >= this.#most) await new Promise<void>((begin) => line.waiting.push(begin));
    else line.underWay += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else line.underWay -= 1;
      if (line.underWay === 0) this.#lines.delete(name);
    }
  }
}
