import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../history/audit.ts';
import { type BrokenInvariant, checkHistory } from '../history/check-history.ts';
import { databaseFaults } from '../history/database-faults.ts';
import type { History, HistoryEntry } from '../history/history.ts';
import { organizationKeys } from '../history/kill-run.ts';
import { newJobBody } from '../history/new-job-body.ts';
import { RecordingClient } from '../history/recording-client.ts';
import { seededRandom } from '../history/seeded-random.ts';
import { ServerUnderTest } from '../history/server-under-test.ts';
import { readWorkerLog } from '../history/worker-log.ts';
import { type Failpoint, withFailpoint } from './with-failpoint.ts';

export interface KillLoop {
  readonly history: History;
  readonly broken: readonly BrokenInvariant[];
  readonly databaseFaults: readonly string[];
  /** How many of the kills came before the server listened. */
  readonly killedAtStart: number;
}

/** Making the database takes about forty statements, starting on one about ten, a create about ten. */
const lastStatement = 150;

/**
 * Begins with no folder, and kills each server at a statement that the seed chooses: while it makes its database, while it
 * starts, while it writes. In the end everything that was acknowledged has to be there, in a sound database.
 */
export async function killLoop(seed: number, rounds: number): Promise<KillLoop> {
  const folder = mkdtempSync(join(tmpdir(), 'jobwire-loop-'));
  const [data, workerLog] = [join(folder, 'data'), join(folder, 'log')];
  mkdirSync(workerLog);
  const random = seededRandom(seed);
  const entries: HistoryEntry[] = [];
  const write = (entry: HistoryEntry) => entries.push(entry);
  const server = new ServerUnderTest({ data, workerLog, keys: organizationKeys, write });
  const client = new RecordingClient(() => server.url, organizationKeys, write);
  let killedAtStart = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const what = random.pick(['kill', 'kill_after'] as const);
      // In the first round the beginning of everything is the most interesting.
      const from = random.between(1, round === 0 ? 60 : lastStatement);
      const failpoint: Failpoint = { statement: '.', from, what };
      const started = await server.start(withFailpoint(failpoint)).catch((error: Error) => {
        if (!error.message.includes('the failpoint was reached')) throw error;
        killedAtStart += 1;
        return null;
      });
      for (let create = 0, status: number | null = 0; started !== null && status !== null; create += 1) {
        const options = { json: newJobBody(random), key: `seed-${seed}-${round}-${create}` };
        ({ status } = await client.call('acme', 'POST', '/v1/jobs', options));
      }
      await started?.ended;
    }
    await server.start();
    await audit({ client, entries, patienceMs: 60_000 });
    await server.stop();
    const history = { seed, entries: [...entries, ...readWorkerLog(workerLog)] };
    return { history, broken: checkHistory(history), databaseFaults: databaseFaults(data), killedAtStart };
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}
