import type { JobStore } from '../../domain/job-store.ts';
import { overriddenStore } from '../../test/overridden-store.ts';

/** A store that has carried a claim out and is not heard of it until it may be, whichever way jobs are claimed. */
export function lateClaims(store: JobStore) {
  const claimed = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const hold = async () => {
    claimed.resolve();
    await goOn.promise;
  };
  return {
    claimed: claimed.promise,
    goOn: goOn.resolve,
    store: overriddenStore(store, {
      async transition(jobId, transition) {
        const moved = await store.transition(jobId, transition);
        if (transition.cause === 'claimed') await hold();
        return moved;
      },
      async claimDue(...given) {
        const jobs = await store.claimDue(...given);
        if (jobs.length > 0) await hold();
        return jobs;
      },
    }),
  };
}
