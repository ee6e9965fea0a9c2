import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';

/** Told of each move that this process made, once it is committed. `from` is null for a job that was created. */
export type TransitionListener = (job: Job, from: JobStatus | null) => void;

/** The same store, which also tells of every transition that it carries out. */
export function observedStore(store: JobStore, tell: TransitionListener): JobStore {
  return {
    ...boundMethods(store),
    async create(...given) {
      const created = await store.create(...given);
      tell(created, null);
      return created;
    },
    async createOnce(...given) {
      const outcome = await store.createOnce(...given);
      if (outcome !== 'key_reused' && 'created' in outcome) tell(outcome.created, null);
      return outcome;
    },
    async transition(jobId, transition) {
      const moved = await store.transition(jobId, transition);
      if (moved !== null) tell(moved, transition.from);
      return moved;
    },
    async claimDue(organizationId, claim, limit) {
      const claimed = await store.claimDue(organizationId, claim, limit);
      for (const job of claimed) tell(job, claim.from);
      return claimed;
    },
    async transitionAll(organizationId, jobIds, transition) {
      const moved = await store.transitionAll(organizationId, jobIds, transition);
      for (const job of moved) tell(job, transition.from);
      return moved;
    },
  };
}

/** The methods of a store as members of a plain object, so that one that is not observed costs no detour. */
function boundMethods(store: JobStore): JobStore {
  const methods: Record<string, unknown> = {};
  let level: object = store;
  while (level !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(level)) {
      const member: unknown = store[name as keyof JobStore];
      if (typeof member === 'function' && name !== 'constructor') methods[name] ??= member.bind(store);
    }
    level = Object.getPrototypeOf(level);
  }
  return methods as unknown as JobStore;
}
