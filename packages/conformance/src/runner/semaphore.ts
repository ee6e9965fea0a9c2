/** Lets no more than a number of things go on at the same time. */
export interface Semaphore {
  /** Does the work when there is room for it; those who came first go first. */
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Begins empty. A capacity of `Infinity` never holds anything up. */
export function createSemaphore(capacity: number): Semaphore {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running >= capacity) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) {
          running -= 1;
        } else {
          next();
        }
      }
    },
  };
}
