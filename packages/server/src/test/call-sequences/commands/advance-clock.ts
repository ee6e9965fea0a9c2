import fc from 'fast-check';
import { steps } from '../step.ts';

/** Long enough now and then for every bound: backoff, schedule, deadline, grace and retention. */
const ticks = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.constant(25) },
);

export const advanceClock = steps('advance', ticks, async (count, model, system, say) => {
  say(`the clock goes on by ${count} s`);
  for (let tick = 0; tick < count; tick += 1) {
    model.tick();
    await system.tick();
    await system.settlesAs(model);
  }
});
