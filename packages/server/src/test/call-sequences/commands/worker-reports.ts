import fc from 'fast-check';
import { expectTaken, workerSteps } from '../worker-steps.ts';

/** A handler says how far it is, whether or not it was told to stop. */
export const workerReports = workerSteps(
  'report',
  fc.record({ total: fc.nat({ max: 4 }), seconds: fc.nat({ max: 60 }) }),
  async ({ total, seconds }, { attempt, puppet, model, say }) => {
    const phase = `${seconds} s to go`;
    say(`reports a total of ${total} and "${phase}"`);

    await expectTaken(
      puppet.run.progress({ total, phase, estimatedSecondsRemaining: seconds }),
      model.mayWrite(attempt),
    );

    if (model.mayWrite(attempt)) model.report(attempt, total, phase, seconds);
  },
);
