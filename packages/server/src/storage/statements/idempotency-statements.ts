import type { Kysely } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import type { IdempotencyKeyRow, Tables } from '../tables.ts';
import { placeholders } from './placeholders.ts';

/** Creates that may be repeated. */
export function idempotencyStatements(builder: Kysely<Tables>) {
  return {
    /** Returns nothing when the key is taken. */
    insertIdempotencyKey: prepareQuery<IdempotencyKeyRow, { key: string }>((argument) =>
      builder
        .insertInto('idempotency_keys')
        .values(
          placeholders<IdempotencyKeyRow>(['organization_id', 'key', 'body_digest', 'answer', 'expires_at'], argument),
        )
        .onConflict((conflict) => conflict.columns(['organization_id', 'key']).doNothing())
        .returning('key'),
    ),
    deleteExpiredIdempotencyKey: prepareQuery<{ organizationId: string; key: string; now: number }, never>((argument) =>
      builder
        .deleteFrom('idempotency_keys')
        .where('organization_id', '=', argument('organizationId'))
        .where('key', '=', argument('key'))
        .where('expires_at', '<=', argument('now')),
    ),
    findIdempotencyKey: prepareQuery<{ organizationId: string; key: string }, IdempotencyKeyRow>((argument) =>
      builder
        .selectFrom('idempotency_keys')
        .selectAll()
        .where('organization_id', '=', argument('organizationId'))
        .where('key', '=', argument('key')),
    ),
    deleteExpiredIdempotencyKeys: prepareQuery<{ now: number }, never>((argument) =>
      builder.deleteFrom('idempotency_keys').where('expires_at', '<=', argument('now')),
    ),
  };
}
