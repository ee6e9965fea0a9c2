import type { JobStatus } from '@jobwire/contract/lifecycle';
import { sql } from 'kysely';

/** Statuses as literals, because a partial index serves only statements that name its condition word for word. */
export function isIn(statuses: readonly JobStatus[]) {
  return sql<boolean>`status in (${sql.join(statuses.map((status) => sql.lit(status)))})`;
}

/** Queued jobs that may run, or those that wait for their time. */
export function isReady(ready: boolean) {
  return sql<boolean>`${isIn(['queued'])} and ready = ${sql.lit(ready ? 1 : 0)}`;
}
