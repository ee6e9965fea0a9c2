import fc from 'fast-check';
import { expect } from 'vitest';
import { isJobStopped } from '../../engine/job-stopped.ts';
import type { Model, ModelAttempt } from './model.ts';
import type { Puppet } from './puppets.ts';
import { type Say, Step } from './step.ts';
import type { System } from './system.ts';

interface Stage {
  readonly attempt: ModelAttempt;
  readonly puppet: Puppet;
  readonly model: Model;
  readonly system: System;
  readonly say: Say;
}

/** A step of one of the handlers under way: also of one that was told to stop, or that nobody waits for any more. */
export function workerSteps<Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  perform: (given: Given, stage: Stage) => Promise<void>,
): fc.Arbitrary<Step> {
  return fc.tuple(fc.nat({ max: 10 }), given).map(
    ([which, one]) =>
      new Step(
        name,
        ({ attempts }) => attempts.length > 0,
        (model, system, say) => {
          const attempt = model.attempts[which % model.attempts.length] as ModelAttempt;
          const puppet = system.puppets.find(attempt.job.id, attempt.attempt) as Puppet;
          const sayOfIt: Say = (sentence) => say(`attempt ${attempt.attempt} of ${attempt.job.id} ${sentence}`);
          return perform(one, { attempt, puppet, model, system, say: sayOfIt });
        },
      ),
  );
}

/** A write that the server does not take any more tells the handler to stop. */
export async function expectTaken(write: Promise<void>, isTaken: boolean): Promise<void> {
  const thrown = await write.then(
    () => null,
    (error: unknown) => error,
  );
  if (isTaken) expect(thrown).toBe(null);
  else expect(thrown).toSatisfy(isJobStopped);
}
