import { expectCreated } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Creates a job. */
export const answers201Queued: Check = async ({ call, bodyOf }) => {
  const exchange = await call('createJob', { body: bodyOf('quick') });
  expectEqual('the status of a new job', expectCreated(exchange).status, 'queued', exchange);
};
