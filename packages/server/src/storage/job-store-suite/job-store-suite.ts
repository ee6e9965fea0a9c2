import { describe } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { storeOfEachTest } from '../../test/store-of-each-test.ts';
import { describeBacklog } from './backlog.ts';
import { describeCreateAndFind } from './create-and-find.ts';
import { describeDeletion } from './deletion.ts';
import { describeDue } from './due.ts';
import { describeIdempotency } from './idempotency.ts';
import { describeLeases } from './leases.ts';
import { describeLists } from './lists.ts';
import { describeObservers } from './observers.ts';
import { describeOrganizations } from './organizations.ts';
import { describeProgress } from './progress.ts';
import { describeResults } from './results.ts';
import { describeTransitionMatching } from './transition-matching.ts';
import { describeTransitions } from './transitions.ts';

export interface JobStoreSuiteOptions {
  /** How many random histories to try; fewer where a write is slow. */
  readonly histories?: number;
}

/** What every job store has to do, whatever database is behind it. `openStore` gives an empty one each time. */
export function jobStoreSuite(
  name: string,
  openStore: () => Promise<JobStore>,
  { histories = 100 }: JobStoreSuiteOptions = {},
): void {
  describe(name, () => {
    const store = storeOfEachTest(openStore);
    describeCreateAndFind(store);
    describeOrganizations(store);
    describeLists(store);
    describeTransitions(store, histories);
    describeTransitionMatching(store);
    describeResults(store);
    describeProgress(store, histories);
    describeLeases(store);
    describeDue(store);
    describeBacklog(store);
    describeIdempotency(store);
    describeDeletion(store);
    describeObservers(store);
  });
}
