import { expectRefusals, type Refusal } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Puts a NUL into texts of the body, its keys, and the query. */
export const nulAnswers400: Check = async (context) => {
  const { call, bodyOf } = context;
  const { id } = await context.startJob('slow');
  const refusals: Refusal[] = [
    ['`name` holds a NUL', () => call('createJob', { body: bodyOf('quick', { name: 'a\u0000b' }) })],
    [
      'a value of `metadata` holds a NUL',
      () => call('createJob', { body: bodyOf('quick', { metadata: { a: '\u0000' } }) }),
    ],
    [
      'a key of `metadata` holds a NUL',
      () => call('createJob', { body: bodyOf('quick', { metadata: { 'a\u0000': 'b' } }) }),
    ],
    ['`reason` holds a NUL', () => call('cancelJob', { jobId: id, body: { reason: '\u0000' } })],
    ['`include` holds a NUL', () => call('getJob', { jobId: id, query: { include: 'input\u0000' } })],
  ];
  await expectRefusals('validation_error', refusals);
};
