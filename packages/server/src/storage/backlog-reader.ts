import type { Backlog } from '../domain/job-store.ts';
import type { SqlSession } from './sql-database.ts';
import type { Statements } from './statements/prepare-statements.ts';

/** Beyond so many organizations the oldest due job may be that of another one. */
const organizationsExamined = 1000;

/** How much open work there is, at the cost of walking `countLimit` entries of each index that counts some of it. */
export async function readBacklog(
  session: SqlSession,
  statements: Statements,
  { now, countLimit: limit }: { now: number; countLimit: number },
): Promise<Backlog> {
  const [oldestReady] = await session.run(statements.findOldestDueAt({ organizations: organizationsExamined }));
  const [earliestWaiting] = await session.run(statements.findEarliestWaiting({}));
  const [ready] = await session.run(statements.countReady({ limit }));
  const [waiting] = await session.run(statements.countWaiting({ limit }));
  const started = await session.run(statements.countStarted({ limit }));
  const startedIn = (wanted: string) => Number(started.find(({ status }) => status === wanted)?.jobs ?? 0);
  const oldest = Math.min(oldestReady?.runnable_at ?? Infinity, earliestWaiting?.runnable_at ?? Infinity);
  return {
    open: {
      queued: Math.min(Number(ready?.jobs) + Number(waiting?.jobs), limit),
      running: startedIn('running'),
      cancelling: startedIn('cancelling'),
    },
    oldestDueAt: oldest <= now ? oldest : null,
  };
}
