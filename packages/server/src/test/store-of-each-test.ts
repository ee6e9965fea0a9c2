import { afterEach, beforeEach } from 'vitest';
import type { JobStore } from '../domain/job-store.ts';

/** The store of the test that runs: an empty one is opened before each test and closed after it. */
export function storeOfEachTest(openStore: () => Promise<JobStore>): JobStore {
  let opened: JobStore;

  beforeEach(async () => {
    opened = await openStore();
  });

  afterEach(() => opened.close());

  return new Proxy({} as JobStore, {
    get(_, name) {
      const member = opened[name as keyof JobStore];
      return typeof member === 'function' ? member.bind(opened) : member;
    },
  });
}
