import type { Kysely } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import type { IdempotencyKeyRow, Tables } from '../tables.ts';
import { placeholders } from './placeholders.ts';
import type { Freed } from './retention-statements.ts';

/** Creates that may be repeated. */
export function idempotencyStatements(builder: Kysely<Tables>, locksRows: boolean) {
  return {
    /** Returns nothing when the key is taken. */
    insertIdempotencyKey: prepareQuery<IdempotencyKeyRow, { key: string }>((argument) =>
      builder
        .insertInto('idempotency_keys')
        .values(
          placeholders<IdempotencyKeyRow>(
            ['organization_id', 'key', 'body_digest', 'answer', 'expires_at', 'stored_bytes'],
            argument,
          ),
        )
        .onConflict((conflict) => conflict.columns(['organization_id', 'key']).doNothing())
        .returning('key'),
    ),
    deleteExpiredIdempotencyKey: prepareQuery<{ organizationId: string; key: string; now: number }, Freed>((argument) =>
      builder
        .deleteFrom('idempotency_keys')
        .where('organization_id', '=', argument('organizationId'))
        .where('key', '=', argument('key'))
        .where('expires_at', '<=', argument('now'))
        .returning(['organization_id', 'stored_bytes']),
    ),
    findIdempotencyKey: prepareQuery<{ organizationId: string; key: string }, IdempotencyKeyRow>((argument) =>
      builder
        .selectFrom('idempotency_keys')
        .selectAll()
        .where('organization_id', '=', argument('organizationId'))
        .where('key', '=', argument('key')),
    ),
    /** But for those that somebody else is about to replace or to remove. */
    deleteExpiredIdempotencyKeys: prepareQuery<{ now: number; limit: number }, Freed>((argument) =>
      builder
        // Selected once, however the rows to delete are joined with it.
        .with('expired', (expired) =>
          expired
            .selectFrom('idempotency_keys')
            .select(['organization_id', 'key'])
            .where('expires_at', '<=', argument('now'))
            .orderBy('expires_at')
            .limit(argument('limit'))
            .$if(locksRows, (select) => select.forUpdate().skipLocked()),
        )
        .deleteFrom('idempotency_keys')
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('organization_id', 'key'),
            'in',
            selectFrom('expired').select(['organization_id', 'key']).$asTuple('organization_id', 'key'),
          ),
        )
        .returning(['organization_id', 'stored_bytes']),
    ),
  };
}
