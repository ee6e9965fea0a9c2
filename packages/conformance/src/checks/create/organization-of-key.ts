import { createdWith, expectCreated } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Compares the organizations of jobs of one key, and of another. */
export const organizationOfKey: Check = async (context) => {
  const first = await context.startJob('quick');
  const { job: second, exchange } = await createdWith(context, { body: context.bodyOf('quick') });
  expectEqual('`organization_id` of the same key', second.organization_id, first.organization_id, exchange);
  if (context.callForeign !== null) {
    const foreign = await context.callForeign('createJob', { body: context.bodyOf('quick') });
    if (foreign.status === 201 && expectCreated(foreign).organization_id === first.organization_id) {
      fail('another `organization_id` under the foreign key (or both keys belong to one)', 'the same', foreign);
    }
  }
};
