import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestCluster } from '../../packages/server/src/test/postgres/test-cluster.ts';
import type { Running } from '../cli/jobwire.ts';
import type { HistoryEntry } from '../history/history.ts';
import { wallClock } from '../history/recording-client.ts';
import type { SeededRandom } from '../history/seeded-random.ts';
import type { TcpProxy } from './tcp-proxy.ts';

/** One of several servers, which is started again when it was killed, with a way of its own to the database. */
export interface Slot {
  readonly proxy: TcpProxy;
  running: Running;
  restart(): Promise<void>;
}

export interface Disturbed {
  readonly cluster: TestCluster;
  readonly random: SeededRandom;
  readonly write: (entry: HistoryEntry) => void;
}

/** What happens to one server; resolves when it is over. */
export type Disturbance = (slot: Slot, disturbed: Disturbed) => Promise<void>;

/** What the soak does to servers on one database, by the names under which it counts them. */
export const disturbances: Readonly<Record<string, Disturbance>> = {
  async 'kill -9'(slot) {
    slot.running.signal('SIGKILL');
    await slot.running.ended;
    await slot.restart();
  },
  async SIGTERM(slot) {
    await slot.running.stop();
    await slot.restart();
  },
  async SIGSTOP({ running }, { random, write }) {
    const at = wallClock();
    running.signal('SIGSTOP');
    await sleep(random.between(200, 8000));
    running.signal('SIGCONT');
    write({ kind: 'pause', processId: running.pid, at, endedAt: wallClock() });
  },
  async 'connections cut'({ proxy }) {
    proxy.cut();
  },
  async 'network silent'({ proxy }, { random }) {
    proxy.silence();
    await sleep(random.between(500, 8000));
    proxy.restore();
  },
  async 'replies late'({ proxy }, { random }) {
    proxy.delayMs = random.between(20, 300);
    await sleep(random.between(500, 5000));
    proxy.delayMs = 0;
  },
  async 'backends terminated'(_, { cluster, random }) {
    const client = new pg.Client({ connectionString: cluster.url });
    // The database may be away, which does the same.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'jobwire%' and random() < $1`,
        [random.fraction()],
      );
    } catch {
    } finally {
      await client.end().catch(() => {});
    }
  },
};

/** PostgreSQL itself dies and is away for a while. */
export async function crash({ cluster, random, write }: Disturbed): Promise<void> {
  write({ kind: 'mark', at: wallClock(), event: 'down' });
  await cluster.stop('immediate');
  await sleep(random.between(0, 3000));
  await cluster.start();
  write({ kind: 'mark', at: wallClock(), event: 'listening' });
}
