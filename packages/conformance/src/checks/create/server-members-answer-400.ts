import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Adds members that a job has and that no caller sets. */
export const serverMembersAnswer400: Check = async ({ call, bodyOf }) => {
  const members = {
    id: 'job_of_mine',
    status: 'completed',
    organization_id: 'another',
    version: 7,
    attempt: 1,
    terminal: true,
  };
  await expectRefusals(
    'validation_error',
    Object.entries(members).map(([name, value]) => [
      `only the server sets \`${name}\``,
      () => call('createJob', { body: { ...bodyOf('quick'), [name]: value } }),
    ]),
  );
};
