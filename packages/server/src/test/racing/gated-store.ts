import type { JobStore } from '../../domain/job-store.ts';

/** Parks the next call of one method of a store: before it begins, or between its effect and its answer. */
export interface GatedStore {
  readonly store: JobStore;
  /** Resolves when the call has come to the gate. */
  readonly arrived: Promise<void>;
  open(): void;
}

export function gatedStore(store: JobStore, method: keyof JobStore, where: 'before' | 'after'): GatedStore {
  const arrived = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isFirst = true;
  const park = async () => {
    arrived.resolve();
    await gate.promise;
  };
  return {
    arrived: arrived.promise,
    open: gate.resolve,
    store: new Proxy(store, {
      get(target, name: keyof JobStore) {
        const call = (target[name] as (...given: unknown[]) => unknown).bind(target);
        if (name !== method) return call;
        return async (...given: unknown[]) => {
          const isParked = isFirst;
          isFirst = false;
          if (isParked && where === 'before') await park();
          const answer = await call(...given);
          if (isParked && where === 'after') await park();
          return answer;
        };
      },
    }),
  };
}
