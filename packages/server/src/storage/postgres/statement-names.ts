import { createHash } from 'node:crypto';

/** More statements than the store has; only lists with unusual filters add to them, and are not worth a name then. */
const mostNames = 400;

/**
 * The names under which connections keep their prepared statements: one for each text, the same on all connections and in
 * all processes. Where a proxy shares connections among processes, one of them may meet a statement that another prepared,
 * and must never run another text by it.
 */
export class StatementNames {
  readonly #byText = new Map<string, string>();
  readonly #onGivenUp: () => void;
  #isGivenUp = false;

  /** `onGivenUp` is told once when connections turn out to lose what was prepared on them. */
  constructor(onGivenUp: () => void = () => {}) {
    this.#onGivenUp = onGivenUp;
  }

  /** Undefined for a text that comes too seldom to be kept, and for any text from {@link giveUp} on. */
  of(text: string): string | undefined {
    if (this.#isGivenUp) return undefined;
    const known = this.#byText.get(text);
    if (known !== undefined || this.#byText.size >= mostNames) return known;
    const name = `jobwire_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.#byText.set(text, name);
    return name;
  }

  /** Nothing is prepared any more. */
  giveUp(): void {
    if (this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.#onGivenUp();
  }
}
