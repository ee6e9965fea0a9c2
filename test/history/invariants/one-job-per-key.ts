import type { Call } from '../history.ts';
import type { Invariant, Violation } from '../invariant.ts';
import { bodyOf } from '../observations.ts';

export const oneJobPerKey: Invariant = {
  number: 2,
  title: 'One idempotency key of one organization makes one job, and every answer but the first is a replay.',
  check({ calls }) {
    const creates = calls.filter(
      (call) => call.status === 201 && call.path === '/v1/jobs' && call.idempotencyKey !== null,
    );
    const byKey = Map.groupBy(creates, (call) => `${call.organization} ${call.idempotencyKey}`);
    return [...byKey.values()].flatMap((answers) => violationsOf(answers));
  },
};

function violationsOf(answers: readonly Call[]): Violation[] {
  const [first] = answers;
  if (first === undefined) return [];
  const id = bodyOf(first).id;
  const other = answers.find((call) => bodyOf(call).id !== id);
  if (other !== undefined) {
    return [{ job: id, message: `The same key made ${bodyOf(other).id} too.`, entries: [first, other] }];
  }
  const made = answers.filter((call) => call.headers['idempotent-replayed'] !== 'true');
  if (made.length <= 1) return [];
  return [{ job: id, message: 'More than one answer says that it made the job.', entries: made }];
}
