import type {
  ClaimedWebhook,
  WebhookClaim,
  WebhookMessage,
  WebhookOutbox,
  WebhookPostponement,
  WebhookSurrender,
} from '../domain/webhook-outbox.ts';
import type { SqlDatabase, SqlSession } from './sql-database.ts';
import { prepareWebhookStatements } from './webhook-statements.ts';
import type { WebhookMessageRow } from './webhook-tables.ts';

/** The outbox in SQL, the same for every dialect. */
export class SqlWebhookOutbox implements WebhookOutbox {
  readonly #database: SqlDatabase;
  readonly #statements: ReturnType<typeof prepareWebhookStatements>;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#statements = prepareWebhookStatements(database.builder);
  }

  /** Stores a message in the transaction of the event that it tells of. */
  async enqueue(session: SqlSession, { jobId, ...message }: WebhookMessage): Promise<void> {
    await session.run(
      this.#statements.insertMessage({
        id: message.id,
        job_id: jobId,
        organization_id: message.organizationId,
        destination: message.destination,
        url: message.url,
        body: message.body,
        created_at: message.createdAt,
        attempt: 0,
        next_attempt_at: message.createdAt,
      }),
    );
    await session.run(
      this.#statements.announce({ destination: message.destination, next_at: message.createdAt, paused_until: 0 }),
    );
  }

  claim(claim: WebhookClaim): Promise<ClaimedWebhook[]> {
    const { now, limit, leaseExpiresAt, capacityOf } = claim;
    return this.#database.write(async (session) => {
      const claimed: ClaimedWebhook[] = [];
      const destinations = await session.run(this.#statements.findDueDestinations({ now, limit }));
      for (const { destination } of destinations) {
        if (claimed.length >= limit) break;
        const capacity = capacityOf(destination);
        const most = Math.min(capacity, limit - claimed.length);
        const due = await this.#findDue(session, destination, now, most);
        for (const { id, attempt } of due) {
          const [row] = await session.run(this.#statements.beginDelivery({ id, attempt, leaseExpiresAt }));
          if (row !== undefined) claimed.push(claimedFromRow(row));
        }
        // One that takes no more now comes up again when one of its deliveries has ended.
        await this.#refresh(session, destination, due.length >= capacity ? leaseExpiresAt : 0);
      }
      return claimed;
    });
  }

  /**
   * Those that were delivered least often first, so that a few which are never taken do not stand before all that is
   * new: the one delivery that is tried after a pause is then most likely to be taken, and ends the pause.
   */
  async #findDue(session: SqlSession, destination: string, now: number, most: number) {
    const found: Pick<WebhookMessageRow, 'id' | 'attempt'>[] = [];
    let above = -1;
    while (found.length < most) {
      const [next] = await session.run(this.#statements.findNextAttempt({ destination, above }));
      if (next === undefined) break;
      const limit = most - found.length;
      const { attempt } = next;
      found.push(...(await session.run(this.#statements.findDueMessages({ destination, attempt, now, limit }))));
      above = attempt;
    }
    return found;
  }

  settle({ id, attempt, destination }: ClaimedWebhook): Promise<void> {
    return this.#database.write(async (session) => {
      await session.run(this.#statements.deleteMessage({ id, attempt }));
      await session.run(this.#statements.pause({ destination, pausedUntil: 0 }));
      await this.#refresh(session, destination, 0);
    });
  }

  postpone({ id, attempt, destination }: ClaimedWebhook, times: WebhookPostponement): Promise<void> {
    return this.#database.write(async (session) => {
      await session.run(this.#statements.postponeMessage({ id, attempt, at: times.at }));
      await this.#pause(session, destination, times.destinationPausedUntil);
    });
  }

  giveUp({ id, attempt, destination }: ClaimedWebhook, times: WebhookSurrender): Promise<void> {
    const { createdBefore, destinationPausedUntil } = times;
    return this.#database.write(async (session) => {
      await session.run(this.#statements.deleteMessage({ id, attempt }));
      await session.run(this.#statements.deleteOldMessages({ destination, createdBefore }));
      await this.#pause(session, destination, destinationPausedUntil);
    });
  }

  async #pause(session: SqlSession, destination: string, pausedUntil: number): Promise<void> {
    await session.run(this.#statements.pause({ destination, pausedUntil }));
    await this.#refresh(session, destination, pausedUntil);
  }

  endForJob({ jobId, organizationId, destination }: ClaimedWebhook): Promise<void> {
    return this.#database.write(async (session) => {
      await session.run(this.#statements.deleteMessagesOfJob({ jobId }));
      await session.run(this.#statements.forgetWebhook({ jobId, organizationId }));
      await this.#refresh(session, destination, 0);
    });
  }

  async nextDueAt(): Promise<number | null> {
    const [row] = await this.#database.reader.run(this.#statements.findNextDestination({}));
    return row?.next_at ?? null;
  }

  /** Puts a destination where its earliest message is due, but not before `notBefore`; forgets one without messages. */
  async #refresh(session: SqlSession, destination: string, notBefore: number): Promise<void> {
    const [earliest] = await session.run(this.#statements.findEarliestMessage({ destination }));
    if (earliest === undefined) await session.run(this.#statements.deleteDestination({ destination }));
    else {
      const nextAt = Math.max(earliest.next_attempt_at, notBefore);
      await session.run(this.#statements.scheduleDestination({ destination, nextAt }));
    }
  }
}

function claimedFromRow(row: WebhookMessageRow): ClaimedWebhook {
  return {
    id: row.id,
    jobId: row.job_id,
    organizationId: row.organization_id,
    destination: row.destination,
    url: row.url,
    body: row.body,
    createdAt: row.created_at,
    attempt: row.attempt,
  };
}
