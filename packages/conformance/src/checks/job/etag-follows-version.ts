import { expectOfEveryHistory } from '../../history/expect-of-all.ts';
import { headerOf } from '../../runner/exchange.ts';
import type { Check } from '../check.ts';

/** Pairs the tags of each job with its versions, in both directions. */
export const etagFollowsVersion: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const versionOf = new Map<string, number>();
    const tagOf = new Map<number, string>();
    for (const { job, exchange } of sights) {
      const tag =
        exchange === null || exchange.status === 409 ? undefined : headerOf(exchange, 'ETag')?.replace(/^W\//, '');
      if (tag === undefined || job.version === undefined) continue;
      const version = versionOf.get(tag) ?? job.version;
      const otherTag = tagOf.get(job.version) ?? tag;
      if (version !== job.version || otherTag !== tag) {
        const expected = `one tag per version of job ${job.id}: ${otherTag} for version ${version}`;
        return { expected, actual: `${tag} for version ${job.version}`, exchange };
      }
      versionOf.set(tag, version);
      tagOf.set(job.version, tag);
    }
    return null;
  });
