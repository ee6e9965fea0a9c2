import fc from 'fast-check';
import type { JobStore } from '../../domain/job-store.ts';
import { turns } from '../test-clock.ts';

/** Rounds of the event loop after which what was let go has come to its next stop, or to its end. */
const roundsToRest = 3;

/** Far more steps than any race has; one that goes on for longer hangs. */
const mostSteps = 5000;

interface Gate {
  readonly what: string;
  go(): void;
}

/**
 * One order in which those who race take their steps. Each call of the store is two of them: it begins, and its answer
 * arrives. Only one step is taken at a time, chosen among all that could be next, so that an order can be repeated.
 */
export class Interleaving {
  readonly #choices: readonly number[];
  #gates: Gate[] = [];
  #steps: string[] = [];
  #isOver = false;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  /** The same store, for one of those who race. */
  storeFor(who: string, store: JobStore): JobStore {
    return new Proxy(store, {
      get: (target, name: keyof JobStore) => {
        const method = target[name] as (...given: unknown[]) => unknown;
        if (name === 'observe' || name === 'close') return method.bind(target);
        return async (...given: unknown[]) => {
          await this.turn(`${who}: ${name} begins`);
          const answer = Promise.resolve(method.apply(target, given));
          // The answer is waited for later, and may be a refusal.
          answer.catch(() => {});
          await this.turn(`${who}: ${name} is answered`);
          return answer;
        };
      },
    });
  }

  /** Waits until this step is chosen. */
  turn(what: string): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((go) => this.#gates.push({ what, go }));
  }

  /** Lets all of them go on until they are done, one step at a time. */
  async run(actors: readonly (readonly [who: string, act: () => Promise<unknown>])[]): Promise<void> {
    this.#steps = [];
    this.#isOver = false;
    const acting = actors.map(async ([who, act]) => {
      await this.turn(`${who} begins`);
      await act();
    });
    let running = true;
    const all = Promise.all(acting).finally(() => {
      running = false;
    });
    // It is awaited when no step is left.
    all.catch(() => {});
    while (running || this.#gates.length > 0) {
      if (this.#steps.length > mostSteps) throw new Error('The race does not come to an end.');
      await this.#step();
    }
    await all;
    this.#isOver = true;
  }

  async #step(): Promise<void> {
    await turns(roundsToRest);
    if (this.#gates.length === 0) return;
    const choice = this.#choices[this.#steps.length % this.#choices.length] ?? 0;
    const [gate] = this.#gates.splice(choice % this.#gates.length, 1);
    this.#steps.push(gate?.what ?? '');
    gate?.go();
  }

  /** What fast-check prints of an order that broke something. */
  [fc.toStringMethod](): string {
    return `the order\n  ${this.#steps.join('\n  ')}\n`;
  }
}

/** Every order there is, as far as chance finds them. */
export const interleavings: fc.Arbitrary<Interleaving> = fc
  .array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 60, size: 'max' })
  .map((choices) => new Interleaving(choices));
