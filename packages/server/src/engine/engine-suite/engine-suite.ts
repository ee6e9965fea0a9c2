import { describe } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { describeBrokenStore } from './broken-store.ts';
import { describeCancel } from './cancel.ts';
import { describeChangesElsewhere } from './changes-elsewhere.ts';
import { describeDeadlinesAndSchedules } from './deadlines-and-schedules.ts';
import { describeDeafHandlers } from './deaf-handlers.ts';
import { type EngineSuiteOptions, engineFixture } from './engine-fixture.ts';
import { describeFailedAttempts } from './failed-attempts.ts';
import { describeFinishRacesCancel } from './finish-races-cancel.ts';
import { describeLeftAlone } from './left-alone.ts';
import { describeLostAttempts } from './lost-attempts.ts';
import { describeOrder } from './order.ts';
import { describeRetention } from './retention.ts';
import { describeShutdown } from './shutdown.ts';
import { describeStoppedResults } from './stopped-results.ts';

/** What an engine has to do on every store. `openStore` gives an empty one each time. */
export function engineSuite(name: string, openStore: () => Promise<JobStore>, options: EngineSuiteOptions = {}): void {
  describe(name, () => {
    const given = engineFixture(openStore, options);
    describeLeftAlone(given);
    describeCancel(given);
    describeFinishRacesCancel(given);
    describeStoppedResults(given);
    describeDeafHandlers(given);
    describeFailedAttempts(given);
    describeLostAttempts(given);
    describeShutdown(given);
    describeDeadlinesAndSchedules(given);
    describeRetention(given);
    describeOrder(given);
    describeBrokenStore(given);
    describeChangesElsewhere(given);
  });
}
