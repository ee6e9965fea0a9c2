import { DestinationFaultError } from '../domain/destination-fault-error.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type {
  ClaimedWebhook,
  WebhookClaim,
  WebhookMessage,
  WebhookOutbox,
  WebhookPostponement,
  WebhookSurrender,
} from '../domain/webhook-outbox.ts';
import { DueDestinations } from './due-destinations.ts';
import type { LastChange, SqlDatabase, SqlTransaction } from './sql-database.ts';
import { prepareWebhookStatements } from './webhook-statements.ts';
import { organizationOf, type WebhookMessageRow } from './webhook-tables.ts';

/** The outbox in SQL, the same for every dialect. */
export class SqlWebhookOutbox implements WebhookOutbox {
  readonly #database: SqlDatabase;
  readonly #statements: ReturnType<typeof prepareWebhookStatements>;
  readonly #dueDestinations: DueDestinations;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#statements = prepareWebhookStatements(database);
    this.#dueDestinations = new DueDestinations(database, this.#statements);
  }

  /** Stores messages in the transaction of the events that they tell of. */
  async enqueue(transaction: SqlTransaction, messages: readonly WebhookMessage[]): Promise<void> {
    const firstAt = new Map<string, number>();
    for (const message of messages) {
      await this.#insert(transaction, message);
      const { destination, createdAt } = message;
      firstAt.set(destination, Math.min(firstAt.get(destination) ?? createdAt, createdAt));
    }
    await transaction.last(
      ...[...firstAt].map(([destination, next_at]): LastChange<unknown> => {
        const announcement = this.#statements.announce({ destination, next_at, paused_until: 0 });
        return { row: `1-destination ${destination}`, change: () => transaction.run(announcement) };
      }),
    );
  }

  async #insert(transaction: SqlTransaction, { jobId, ...message }: WebhookMessage): Promise<void> {
    await transaction.run(
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
  }

  claim(claim: WebhookClaim): Promise<ClaimedWebhook[]> {
    return this.#database.writeAlone(async (transaction) => {
      const claimed: ClaimedWebhook[] = [];
      const { destinations, shares } = await this.#dueDestinations.find(transaction, claim);
      const left = new Map(shares);
      for (const destination of destinations) {
        const share = left.get(organizationOf(destination)) ?? 0;
        const most = Math.min(share, claim.limit - claimed.length);
        if (most <= 0) continue;
        const more = await this.#claimOf(transaction, destination, claim, most).catch((error) => {
          throw error instanceof StoreUnavailableError ? error : new DestinationFaultError(destination, error);
        });
        left.set(organizationOf(destination), share - more.length);
        claimed.push(...more);
      }
      return claimed;
    });
  }

  async #claimOf(
    transaction: SqlTransaction,
    destination: string,
    { now, leaseExpiresAt, capacityOf }: WebhookClaim,
    limit: number,
  ): Promise<ClaimedWebhook[]> {
    const claimed: ClaimedWebhook[] = [];
    const capacity = capacityOf(destination);
    const due = await this.#findDue(transaction, destination, now, Math.min(capacity, limit));
    for (const { id, attempt } of due) {
      const [row] = await transaction.run(this.#statements.beginDelivery({ id, attempt, leaseExpiresAt }));
      if (row !== undefined) claimed.push(claimedFromRow(row));
    }
    // One that takes no more now comes up again when one of its deliveries has ended.
    await this.#refresh(transaction, destination, due.length >= capacity ? leaseExpiresAt : 0);
    return claimed;
  }

  /**
   * Those that were delivered least often first, so that a few which are never taken do not stand before all that is
   * new: the one delivery that is tried after a pause is then most likely to be taken, and ends the pause.
   */
  async #findDue(transaction: SqlTransaction, destination: string, now: number, most: number) {
    const found: Pick<WebhookMessageRow, 'id' | 'attempt'>[] = [];
    let above = -1;
    while (found.length < most) {
      const [next] = await transaction.run(this.#statements.findNextAttempt({ destination, above }));
      if (next === undefined) break;
      const limit = most - found.length;
      const { attempt } = next;
      found.push(...(await transaction.run(this.#statements.findDueMessages({ destination, attempt, now, limit }))));
      above = attempt;
    }
    return found;
  }

  settle({ id, attempt, destination }: ClaimedWebhook): Promise<void> {
    return this.#database.writeAlone(async (transaction) => {
      await this.#lock(transaction, destination);
      await transaction.run(this.#statements.deleteMessage({ id, attempt }));
      await transaction.run(this.#statements.pause({ destination, pausedUntil: 0 }));
      await this.#refresh(transaction, destination, 0);
    });
  }

  postpone({ id, attempt, destination }: ClaimedWebhook, times: WebhookPostponement): Promise<void> {
    return this.#database.writeAlone(async (transaction) => {
      await this.#lock(transaction, destination);
      await transaction.run(this.#statements.postponeMessage({ id, attempt, at: times.at }));
      await this.#pause(transaction, destination, times.destinationPausedUntil);
    });
  }

  giveUp({ id, attempt, destination }: ClaimedWebhook, times: WebhookSurrender): Promise<void> {
    const { createdBefore, destinationPausedUntil } = times;
    return this.#database.writeAlone(async (transaction) => {
      await this.#lock(transaction, destination);
      await transaction.run(this.#statements.deleteMessage({ id, attempt }));
      await transaction.run(this.#statements.deleteOldMessages({ destination, createdBefore }));
      await this.#pause(transaction, destination, destinationPausedUntil);
    });
  }

  async #pause(transaction: SqlTransaction, destination: string, pausedUntil: number): Promise<void> {
    await transaction.run(this.#statements.pause({ destination, pausedUntil }));
    await this.#refresh(transaction, destination, pausedUntil);
  }

  endForJob({ jobId, organizationId, destination }: ClaimedWebhook): Promise<void> {
    return this.#database.writeAlone(async (transaction) => {
      // The job first, as in every transition, so that no two of them wait for each other.
      await transaction.run(this.#statements.forgetWebhook({ jobId, organizationId }));
      await this.#lock(transaction, destination);
      await transaction.run(this.#statements.deleteMessagesOfJob({ jobId }));
      await this.#refresh(transaction, destination, 0);
    });
  }

  async nextDueAt(): Promise<number | null> {
    const [row] = await this.#database.reader.run(this.#statements.findNextDestination({}));
    return row?.next_at ?? null;
  }

  /**
   * A destination is put where its earliest message is due, or forgotten when it has none, and a message that is being
   * announced meanwhile must not be overlooked.
   */
  async #lock(transaction: SqlTransaction, destination: string): Promise<void> {
    if (this.#database.locksRows) await transaction.run(this.#statements.lockDestination({ destination }));
  }

  /** Puts a destination where its earliest message is due, but not before `notBefore`; forgets one without messages. */
  async #refresh(transaction: SqlTransaction, destination: string, notBefore: number): Promise<void> {
    const [earliest] = await transaction.run(this.#statements.findEarliestMessage({ destination }));
    if (earliest === undefined) await transaction.run(this.#statements.deleteDestination({ destination }));
    else {
      const nextAt = Math.max(earliest.next_attempt_at, notBefore);
      await transaction.run(this.#statements.scheduleDestination({ destination, nextAt }));
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
