import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from './audit.ts';
import { type BrokenInvariant, checkHistory } from './check-history.ts';
import { databaseFaults } from './database-faults.ts';
import type { History, HistoryEntry } from './history.ts';
import { runLoad } from './load.ts';
import { RecordingClient } from './recording-client.ts';
import { seededRandom } from './seeded-random.ts';
import { ServerUnderTest } from './server-under-test.ts';
import { readWorkerLog } from './worker-log.ts';

export interface KillRunOptions {
  readonly seed: number;
  /** Whether the run goes on after so many kills. */
  readonly goOn: (kills: number) => boolean;
  /** How long the server lives between two kills, at the shortest and at the longest. */
  readonly livesMs: readonly [number, number];
  readonly callers: number;
  /** How long jobs may take to end when the load is over. */
  readonly patienceMs: number;
}

export interface KillRun {
  readonly history: History;
  readonly broken: readonly BrokenInvariant[];
  readonly kills: number;
  readonly starts: number;
  /** What SQLite itself finds wrong with the file afterwards. */
  readonly databaseFaults: readonly string[];
  /** Jobs that were open when the patience ended. */
  readonly stuck: number;
  readonly durationMs: number;
}

/** A key for each of the organizations that take part. */
export const organizationKeys = { acme: 'sk_acme', globex: 'sk_globex', initech: 'sk_initech' };

/**
 * Kills a server at random moments under load and starts it again under the same folder, time after time; then lets
 * everything come to its end, reads it all, and checks the whole history.
 */
export async function killRun(options: KillRunOptions): Promise<KillRun> {
  const { seed, goOn, livesMs, callers, patienceMs } = options;
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'jobwire-kill-'));
  const [data, workerLog] = [join(folder, 'data'), join(folder, 'log')];
  mkdirSync(workerLog);
  const random = seededRandom(seed);
  const entries: HistoryEntry[] = [];
  const write = (entry: HistoryEntry) => entries.push(entry);
  const server = new ServerUnderTest({ data, workerLog, keys: organizationKeys, write });
  const client = new RecordingClient(() => server.url, organizationKeys, write);
  const organizations = Object.keys(organizationKeys);
  try {
    await server.start();
    const over = new AbortController();
    // A generator of its own, so that the moments of the kills do not depend on how fast the callers are.
    const load = { client, random: seededRandom(seed + 1), organizations, callers, pauseMs: 20, signal: over.signal };
    const loaded = runLoad(load);
    let kills = 0;
    for (; goOn(kills); kills += 1) {
      await sleep(random.between(...livesMs));
      await server.kill();
      await server.start();
    }
    over.abort();
    await loaded;
    const stuck = await audit({ client, entries, patienceMs });
    await server.stop();
    const history = { seed, entries: [...entries, ...readWorkerLog(workerLog)] };
    return {
      history,
      broken: checkHistory(history),
      kills,
      starts: server.starts,
      databaseFaults: databaseFaults(data),
      stuck,
      durationMs: performance.now() - began,
    };
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}
