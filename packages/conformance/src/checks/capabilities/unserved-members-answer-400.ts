import { expectRefusals } from '../../steps/expect-refusals.ts';
import { skip } from '../../steps/skip.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Creates jobs with members of the classes that the server does not list. */
export const unservedMembersAnswer400: Check = async (context) => {
  const { call, bodyOf, serves } = context;
  const members = [
    ['scheduling', { scheduled_for: timeIn(60_000) }],
    ['scheduling', { timeout_seconds: 600 }],
    ['webhooks', { webhook: { url: 'https://example.com/hook' } }],
  ] as const;
  const unserved = members.filter(([conformanceClass]) => !serves(conformanceClass));
  if (unserved.length === 0) skip('the server serves every member');
  await expectRefusals(
    'validation_error',
    unserved.map(([conformanceClass, member]) => [
      `the server does not serve class ${conformanceClass}`,
      () => call('createJob', { body: bodyOf('quick', member) }),
    ]),
  );
};
