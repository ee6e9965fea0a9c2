import { expectOfEveryHistory } from '../../history/expect-of-all.ts';
import type { Observation } from '../../history/observation.ts';
import { headerOf } from '../../runner/exchange.ts';
import type { Check } from '../check.ts';

/** Pairs the tags of each job with its versions and forms, in both directions. */
export const etagFollowsVersion: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const shownBy = new Map<string, string>();
    const tagOf = new Map<string, string>();
    for (const sight of sights) {
      const tag = tagIn(sight);
      if (tag === undefined) continue;
      const shown = formOf(sight);
      const shownBefore = shownBy.get(tag) ?? shown;
      const tagBefore = tagOf.get(shown) ?? tag;
      if (shownBefore !== shown || tagBefore !== tag) {
        const expected = `one tag for ${shownBefore} of job ${sight.job.id}: ${tagBefore}`;
        return { expected, actual: `${tag} for ${shown}`, exchange: sight.exchange };
      }
      shownBy.set(tag, shown);
      tagOf.set(shown, tag);
    }
    return null;
  });

/** Weak and strong tags name the same version (RFC 9110, section 8.8.3.2). */
function tagIn({ exchange }: Observation): string | undefined {
  return exchange === null || exchange.status === 409 ? undefined : headerOf(exchange, 'ETag')?.replace(/^W\//, '');
}

function formOf({ job }: Observation): string {
  return `version ${job.version} ${'input' in job ? 'with' : 'without'} its input`;
}
