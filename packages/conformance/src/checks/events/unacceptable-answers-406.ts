import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Accepts neither JSON nor a stream. */
export const unacceptableAnswers406: Check = async (context) => {
  const { id } = await context.startJob('quick');
  for (const accept of ['image/png', 'text/html, application/xml', 'application/json;q=0, text/event-stream;q=0']) {
    const exchange = await context.call('listJobEvents', { jobId: id, headers: { Accept: accept } });
    expectProblem(exchange, 'not_acceptable', `since \`${accept}\` allows neither type`);
  }
};
