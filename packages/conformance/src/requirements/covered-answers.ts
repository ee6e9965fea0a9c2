import { type OperationId, operations } from '@jobwire/contract';

const declared = Object.entries(operations) as [OperationId, { readonly statuses: readonly number[] }][];

/** Every answer that the contract declares, as `getJob 304`. */
export const declaredAnswers: readonly string[] = declared.flatMap(([operationId, { statuses }]) =>
  statuses.map((status) => `${operationId} ${status}`),
);

/** The declared answers that are meant: of `* 401`, that of every operation which declares 401. Empty when there is none. */
export function answersMeantBy(covered: string): readonly string[] {
  const [operationId, status] = covered.split(' ');
  return declaredAnswers.filter(
    (answer) => answer === covered || (operationId === '*' && answer.endsWith(` ${status}`)),
  );
}
