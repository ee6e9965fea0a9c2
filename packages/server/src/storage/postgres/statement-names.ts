/** More statements than the store has; only lists with unusual filters add to them, and are not worth a name then. */
const mostNames = 400;

/** The names under which connections keep their prepared statements: one for each text, the same on all connections. */
export class StatementNames {
  readonly #byText = new Map<string, string>();

  /** Undefined for a text that comes too seldom to be kept. */
  of(text: string): string | undefined {
    const known = this.#byText.get(text);
    if (known !== undefined || this.#byText.size >= mostNames) return known;
    const name = `jobwire_${this.#byText.size}`;
    this.#byText.set(text, name);
    return name;
  }
}
