import type { JobStore } from '../domain/job-store.ts';

/** A store that does some things otherwise, such as later: everything else goes to the store behind it. */
export function overriddenStore(store: JobStore, override: Partial<JobStore>): JobStore {
  return new Proxy(store, {
    get(target, name) {
      const own = override[name as keyof JobStore] ?? target[name as keyof JobStore];
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}
