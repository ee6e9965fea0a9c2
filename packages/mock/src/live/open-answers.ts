import type { ServerResponse } from 'node:http';

/** How long a caller may take to read the rest of its answer. */
const readWithinMs = 1000;

/** The requests that a server is about to answer. */
export class OpenAnswers {
  readonly #open = new Set<ServerResponse>();
  #noneLeft: () => void = () => {};

  add(response: ServerResponse): void {
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#noneLeft();
    });
  }

  /** Resolves when all of them are answered, or cut off because nobody reads them. */
  async end(): Promise<void> {
    if (this.#open.size === 0) return;
    const cutOff = setTimeout(() => {
      for (const response of this.#open) response.destroy();
    }, readWithinMs);
    await new Promise<void>((resolve) => {
      this.#noneLeft = resolve;
    });
    clearTimeout(cutOff);
  }
}
