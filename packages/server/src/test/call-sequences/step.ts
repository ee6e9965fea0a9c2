import type fc from 'fast-check';
import type { AsyncCommand } from 'fast-check';
import type { Model } from './model.ts';
import type { System } from './system.ts';

/** Says what a step is about to do, with the jobs it chose by their ids, so that a sequence that failed can be read. */
export type Say = (sentence: string) => void;

type Perform = (model: Model, system: System, say: Say) => Promise<void>;

/** One command of a sequence: it asks the server something, and expects what the model says. */
export class Step implements AsyncCommand<Model, System> {
  /** Whether there is anything to do it to. */
  readonly check: (model: Readonly<Model>) => boolean;
  readonly #perform: Perform;
  #sentence: string;

  constructor(name: string, check: (model: Readonly<Model>) => boolean, perform: Perform) {
    this.#sentence = `${name} (not reached)`;
    this.check = check;
    this.#perform = perform;
  }

  async run(model: Model, system: System): Promise<void> {
    await this.#perform(model, system, (sentence) => {
      this.#sentence = sentence;
    });
    await system.settlesAs(model);
  }

  toString(): string {
    return `\n  ${this.#sentence}`;
  }
}

/** Makes the arbitrary of one kind of step from that of what it is given. */
export function steps<Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  perform: (given: Given, model: Model, system: System, say: Say) => Promise<void>,
): fc.Arbitrary<Step> {
  return given.map(
    (one) =>
      new Step(
        name,
        () => true,
        (model, system, say) => perform(one, model, system, say),
      ),
  );
}
