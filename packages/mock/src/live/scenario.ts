/** How the jobs of a type go. What is left out is as in {@link usualScenario}. */
export interface Scenario {
  /** How long a job waits before it starts, in milliseconds. */
  readonly queue_ms?: number;
  /** How many results it produces. */
  readonly items?: number;
  /** How long each of them takes, in milliseconds. */
  readonly item_ms?: number;
  /** The item, from 0, at which the job fails; null for none. */
  readonly fail_at?: number | null;
  /** What the job fails with. While it is `retryable`, another attempt begins as long as one remains. */
  readonly error?: { readonly code: string; readonly message: string; readonly retryable?: boolean };
  /** Whether a cancel is ignored, so that the job is `cancelling` until its grace is over. */
  readonly ignore_cancel?: boolean;
  /** The outputs of the results, again from the first one when there are more results. */
  readonly outputs?: readonly unknown[];
}

/** A job of five and a half seconds that completes. */
export const usualScenario: Required<Scenario> = {
  queue_ms: 500,
  items: 10,
  item_ms: 500,
  fail_at: null,
  error: { code: 'item_failed', message: 'An item failed, as the mock was told.' },
  ignore_cancel: false,
  outputs: [],
};

/** What stands for every type that has no scenario of its own. */
export const everyType = '*';

/** The scenarios that were set, by job type. */
export class Scenarios {
  readonly #byType: Map<string, Scenario>;

  constructor(initial: Readonly<Record<string, Scenario>> = {}) {
    this.#byType = new Map(Object.entries(initial));
  }

  get all(): Readonly<Record<string, Scenario>> {
    return Object.fromEntries(this.#byType);
  }

  set(type: string, scenario: Scenario): void {
    this.#byType.set(type, scenario);
  }

  /** False when there was none. */
  delete(type: string): boolean {
    return this.#byType.delete(type);
  }

  of(type: string): Required<Scenario> {
    return { ...usualScenario, ...(this.#byType.get(type) ?? this.#byType.get(everyType)) };
  }
}
