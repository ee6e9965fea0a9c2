import type { JobStatus } from '@jobwire/contract/lifecycle';
import { sql } from 'kysely';

/** Statuses as literals, because a partial index serves only statements that name its condition word for word. */
export function isIn(statuses: readonly JobStatus[]) {
  return sql<boolean>`status in (${sql.join(statuses.map((status) => sql.lit(status)))})`;
}
