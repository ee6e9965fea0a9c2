/** What `setTimeout` takes at most. */
const longestMs = 2 ** 31 - 1;

/** The timers of one server, which end with it. None is ever early. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Acts when this many milliseconds are over. Returns what calls it off. */
  after(ms: number, action: () => void): () => void {
    return this.at(Date.now() + ms, action);
  }

  /** Acts at this time, in milliseconds since 1970. Returns what calls it off. */
  at(time: number, action: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    const callOff = () => {
      clearTimeout(timer);
      if (timer !== undefined) {
        this.#pending.delete(timer);
      }
    };
    const arm = () => {
      if (this.#stopped) {
        return;
      }
      timer = setTimeout(
        () => {
          callOff();
          if (Date.now() < time) {
            arm();
          } else {
            action();
          }
        },
        Math.min(Math.max(time - Date.now(), 0), longestMs),
      );
      this.#pending.add(timer);
    };
    arm();
    return callOff;
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#pending) {
      clearTimeout(timer);
    }
    this.#pending.clear();
  }
}
