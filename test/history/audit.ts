import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryEntry } from './history.ts';
import { observe } from './observations.ts';
import { type RecordingClient, wallClock } from './recording-client.ts';

export interface AuditOptions {
  readonly client: RecordingClient;
  /** What was seen so far; the audit writes into it. */
  readonly entries: HistoryEntry[];
  /** How long jobs may take to end once the load is over. */
  readonly patienceMs: number;
}

const atOnce = 8;
const lookAgainMs = 200;

/**
 * Lets everything come to its end, then reads every job that was ever seen once more, as its owner: that it is there, how
 * it ended, all its results, its whole log. Gives the number of jobs that were still open when the patience ended.
 */
export async function audit({ client, entries, patienceMs }: AuditOptions): Promise<number> {
  const jobs = [...observe({ seed: 0, entries }).jobs.values()];
  const giveUpAt = performance.now() + patienceMs;
  let open = 0;
  await eachOf(jobs, async ({ id, organization }) => {
    for (;;) {
      const { status, text } = await client.call(organization, 'GET', `/v1/jobs/${id}`);
      if (status !== 200 || JSON.parse(text).terminal) return;
      if (performance.now() > giveUpAt) {
        open += 1;
        return;
      }
      await sleep(lookAgainMs);
    }
  });
  entries.push({ kind: 'mark', at: wallClock(), event: 'settled' });
  await eachOf(jobs, async ({ id, organization }) => {
    for (const part of ['', '/results?limit=100', '/events?limit=100']) {
      await client.call(organization, 'GET', `/v1/jobs/${id}${part}`);
    }
  });
  return open;
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
