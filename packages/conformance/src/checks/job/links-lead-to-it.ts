import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Follows the links of a running job. */
export const linksLeadToIt: Check = async (context) => {
  const { id, links } = await startedJob(context);
  const own = expectJob(
    await context.callPath('GET', links?.self ?? '/', { as: 'getJob', jobId: id }),
    id,
    'the job itself',
  );
  const wanted = [
    ['results', 'results', 'listJobResults'],
    ['events', 'events', 'listJobEvents'],
  ] as const;
  for (const [conformanceClass, name, as] of wanted) {
    if (context.serves(conformanceClass)) {
      expectStatus(
        await context.callPath('GET', own.links?.[name] ?? '/', { as, jobId: id }),
        200,
        `what \`links.${name}\` leads to`,
      );
    }
  }
  const cancel = own.links?.cancel ?? '/';
  expectCancelAccepted(await context.callPath('POST', cancel, { as: 'cancelJob', jobId: id }), id);
};
