import { sql } from 'kysely';
import { type Argument, prepareQuery } from './prepared-query.ts';
import type { SqlDatabase } from './sql-database.ts';
import { organizationColumn, type WebhookDestinationRow, type WebhookMessageRow } from './webhook-tables.ts';

interface DueDestinations {
  readonly now: number;
  readonly limit: number;
}

interface DueDestinationsOfOne extends DueDestinations {
  readonly organizationId: string;
}

/** The statements of the outbox. What is said about a delivery names its attempt. */
export function prepareWebhookStatements({ builder, locksRows }: Pick<SqlDatabase, 'builder' | 'locksRows'>) {
  const due = (now: number) =>
    builder.selectFrom('webhook_destinations').select('destination').where('next_at', '<=', now);
  const firstDue = (argument: Argument<DueDestinations>) =>
    due(argument('now')).orderBy('next_at').limit(argument('limit'));
  const organization = organizationColumn(builder);
  const firstDueOfOne = (argument: Argument<DueDestinationsOfOne>) =>
    firstDue(argument).where(organization, '=', argument('organizationId'));
  return {
    insertMessage: prepareQuery<WebhookMessageRow, never>((argument) =>
      builder.insertInto('webhook_messages').values({
        id: argument('id'),
        job_id: argument('job_id'),
        organization_id: argument('organization_id'),
        destination: argument('destination'),
        url: argument('url'),
        body: argument('body'),
        created_at: argument('created_at'),
        attempt: argument('attempt'),
        next_attempt_at: argument('next_attempt_at'),
      }),
    ),
    /** Something new waits for a destination. It does not end a pause. */
    announce: prepareQuery<WebhookDestinationRow, never>((argument) =>
      builder
        .insertInto('webhook_destinations')
        .values({
          destination: argument('destination'),
          next_at: argument('next_at'),
          paused_until: argument('paused_until'),
        })
        .onConflict((conflict) =>
          conflict.column('destination').doUpdateSet({
            next_at: sql<number>`case
              when webhook_destinations.paused_until > excluded.next_at then webhook_destinations.next_at
              when webhook_destinations.next_at > excluded.next_at then excluded.next_at
              else webhook_destinations.next_at end`,
          }),
        ),
    ),
    findDueDestinations: prepareQuery(firstDue),
    findDueDestinationsOfOne: prepareQuery(firstDueOfOne),
    /** Who has destinations, and when the first of them is due. Two seeks for each organization, however many it has. */
    findOrganizationsInTurn: prepareQuery<
      { after: string; limit: number },
      { organization_id: string; next_at: number }
    >((argument) => ({
      compile: () =>
        sql<{ organization_id: string; next_at: number }>`
          with recursive turn (organization_id, place) as (
            select (select ${organization} from webhook_destinations where ${organization} > ${argument('after')}
                    order by ${organization} limit 1), 1
            union all
            select (select ${organization} from webhook_destinations where ${organization} > turn.organization_id
                    order by ${organization} limit 1), place + 1
            from turn where organization_id is not null and place < ${argument('limit')}
          )
          select organization_id, (select next_at from webhook_destinations
            where ${organization} = turn.organization_id order by next_at limit 1) as next_at
          from turn where organization_id is not null`.compile(builder),
    })),
    /** Where writers run side by side: one, if it is still due when whoever has it has come to an end. */
    lockDueDestination: prepareQuery<{ destination: string; now: number }, { destination: string }>((argument) =>
      due(argument('now'))
        .where('destination', '=', argument('destination'))
        .$if(locksRows, (select) => select.forUpdate()),
    ),
    /** The same for all that nobody else has, without waiting for any. */
    lockFreeDestinations: prepareQuery<DueDestinations, { destination: string }>((argument) =>
      firstDue(argument).$if(locksRows, (select) => select.forUpdate().skipLocked()),
    ),
    lockFreeDestinationsOfOne: prepareQuery<DueDestinationsOfOne, { destination: string }>((argument) =>
      firstDueOfOne(argument).$if(locksRows, (select) => select.forUpdate().skipLocked()),
    ),
    /** Of those that were delivered so often; one walk along an index. */
    findDueMessages: prepareQuery<
      { destination: string; attempt: number; now: number; limit: number },
      Pick<WebhookMessageRow, 'id' | 'attempt'>
    >((argument) =>
      builder
        .selectFrom('webhook_messages')
        .select(['id', 'attempt'])
        .where('destination', '=', argument('destination'))
        .where('attempt', '=', argument('attempt'))
        .where('next_attempt_at', '<=', argument('now'))
        .orderBy('next_attempt_at')
        .orderBy('id')
        .limit(argument('limit')),
    ),
    findNextAttempt: prepareQuery<{ destination: string; above: number }, { attempt: number }>((argument) =>
      builder
        .selectFrom('webhook_messages')
        .select('attempt')
        .where('destination', '=', argument('destination'))
        .where('attempt', '>', argument('above'))
        .orderBy('attempt')
        .limit(1),
    ),
    beginDelivery: prepareQuery<{ id: string; attempt: number; leaseExpiresAt: number }, WebhookMessageRow>(
      (argument) =>
        builder
          .updateTable('webhook_messages')
          .set({ attempt: sql`attempt + 1`, next_attempt_at: argument('leaseExpiresAt') })
          .where('id', '=', argument('id'))
          .where('attempt', '=', argument('attempt'))
          .returningAll(),
    ),
    deleteMessage: prepareQuery<{ id: string; attempt: number }, never>((argument) =>
      builder
        .deleteFrom('webhook_messages')
        .where('id', '=', argument('id'))
        .where('attempt', '=', argument('attempt')),
    ),
    deleteOldMessages: prepareQuery<{ destination: string; createdBefore: number }, never>((argument) =>
      builder
        .deleteFrom('webhook_messages')
        .where('destination', '=', argument('destination'))
        .where('created_at', '<', argument('createdBefore')),
    ),
    deleteMessagesOfJob: prepareQuery<{ jobId: string }, never>((argument) =>
      builder.deleteFrom('webhook_messages').where('job_id', '=', argument('jobId')),
    ),
    /** No caller can see it, so the version stays. */
    forgetWebhook: prepareQuery<{ jobId: string; organizationId: string }, never>((argument) =>
      builder
        .updateTable('jobs')
        .set({ webhook_json: null })
        .where('id', '=', argument('jobId'))
        .where('organization_id', '=', argument('organizationId')),
    ),
    postponeMessage: prepareQuery<{ id: string; attempt: number; at: number }, never>((argument) =>
      builder
        .updateTable('webhook_messages')
        .set({ next_attempt_at: argument('at') })
        .where('id', '=', argument('id'))
        .where('attempt', '=', argument('attempt')),
    ),
    pause: prepareQuery<{ destination: string; pausedUntil: number }, never>((argument) =>
      builder
        .updateTable('webhook_destinations')
        .set({ paused_until: argument('pausedUntil') })
        .where('destination', '=', argument('destination')),
    ),
    findEarliestMessage: prepareQuery<{ destination: string }, { next_attempt_at: number }>((argument) =>
      builder
        .selectFrom('webhook_messages')
        .select('next_attempt_at')
        .where('destination', '=', argument('destination'))
        .orderBy('next_attempt_at')
        .limit(1),
    ),
    /** Where writers run side by side: nobody announces a message to the destination until the transaction ends. */
    lockDestination: prepareQuery<{ destination: string }, { destination: string }>((argument) =>
      builder
        .selectFrom('webhook_destinations')
        .select('destination')
        .where('destination', '=', argument('destination'))
        .$if(locksRows, (select) => select.forUpdate()),
    ),
    scheduleDestination: prepareQuery<{ destination: string; nextAt: number }, never>((argument) =>
      builder
        .updateTable('webhook_destinations')
        .set({ next_at: argument('nextAt') })
        .where('destination', '=', argument('destination')),
    ),
    /** One for which a message came up since its earliest was looked for stays. */
    deleteDestination: prepareQuery<{ destination: string }, never>((argument) =>
      builder
        .deleteFrom('webhook_destinations')
        .where('destination', '=', argument('destination'))
        .where((where) =>
          where.not(
            where.exists(
              where.selectFrom('webhook_messages').select('id').where('destination', '=', argument('destination')),
            ),
          ),
        ),
    ),
    findNextDestination: prepareQuery<object, { next_at: number }>(() =>
      builder.selectFrom('webhook_destinations').select('next_at').orderBy('next_at').limit(1),
    ),
  };
}
