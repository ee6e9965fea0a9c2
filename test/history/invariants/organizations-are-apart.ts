import type { Call } from '../history.ts';
import type { Invariant } from '../invariant.ts';
import type { Observations } from '../observations.ts';

const jobId = /job_[0-9a-z]{26}/g;

export const organizationsAreApart: Invariant = {
  number: 9,
  title: 'No answer to an organization tells that another one’s job exists.',
  check: (observed) =>
    observed.calls.flatMap((call) => {
      const foreign = foreignIdIn(call, observed);
      if (foreign !== undefined) {
        return [{ job: foreign, message: `The answer to ${call.organization} shows it.`, entries: [call] }];
      }
      const asked = /^\/v1\/jobs\/(job_[0-9a-z]{26})/.exec(call.path)?.[1] ?? '';
      const owner = observed.jobs.get(asked)?.organization;
      if (owner === undefined || owner === call.organization || call.malformed) return [];
      if (call.status === null || call.status === 404 || call.status === 429 || call.status === 503) return [];
      const message = `It is ${owner}’s, and ${call.organization} is answered ${call.status} and not 404.`;
      return [{ job: asked, message, entries: [call] }];
    }),
};

/** What the caller wrote itself may come back. */
function foreignIdIn(call: Call, { jobs }: Observations): string | undefined {
  const written = `${call.path} ${call.sent}`;
  return call.text.match(jobId)?.find((id) => {
    const owner = jobs.get(id)?.organization;
    return owner !== undefined && owner !== call.organization && !written.includes(id);
  });
}
