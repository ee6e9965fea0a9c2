import fc from 'fast-check';
import { expectTaken, workerSteps } from '../worker-steps.ts';

const results = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', null), failed: fc.boolean() }), {
  maxLength: 3,
});

/** A handler hands over results, whether or not it was told to stop. */
export const workerEmits = workerSteps('emit', results, async (emitted, { attempt, puppet, model, say }) => {
  say(`emits ${JSON.stringify(emitted)}`);
  const given = emitted.map(({ id, failed }) => ({
    ...(id === null ? {} : { id }),
    ...(failed ? { error: { code: 'odd', message: 'Odd.' } } : { output: { of: id } }),
  }));

  await expectTaken(puppet.run.emit(...given), model.mayWrite(attempt));

  if (model.mayWrite(attempt)) model.emit(attempt, emitted);
});
