import type { WebhookClaim } from '../domain/webhook-outbox.ts';
import type { SqlDatabase, SqlTransaction } from './sql-database.ts';
import type { prepareWebhookStatements } from './webhook-statements.ts';
import { organizationOf } from './webhook-tables.ts';

type Claim = Pick<WebhookClaim, 'now' | 'limit' | 'sharesOf'>;

/** The destinations that a claim takes messages of, and how many each organization gets. */
interface Chosen {
  readonly destinations: readonly string[];
  readonly shares: ReadonlyMap<string, number>;
}

/** So many organizations are looked at in one claim, and those behind them in the next one. */
const mostOrganizations = 500;

/**
 * Chooses whose webhooks are claimed. While all that is due can be taken, it is found by its time alone. Where more is
 * due, organizations are asked in turn: the one that has ten thousand destinations due would hide all others otherwise.
 */
export class DueDestinations {
  readonly #database: Pick<SqlDatabase, 'locksRows'>;
  readonly #statements: ReturnType<typeof prepareWebhookStatements>;
  /** The one whose turn was last. */
  #last = '';

  constructor(database: Pick<SqlDatabase, 'locksRows'>, statements: ReturnType<typeof prepareWebhookStatements>) {
    this.#database = database;
    this.#statements = statements;
  }

  /** They stay as they are until the transaction ends. */
  async find(transaction: SqlTransaction, claim: Claim): Promise<Chosen> {
    const { now, limit, sharesOf } = claim;
    const found = await transaction.run(this.#statements.findDueDestinations({ now, limit }));
    if (found.length >= limit) return this.#inTurn(transaction, claim);
    const names = found.map(({ destination }) => destination);
    const shares = sharesOf([...new Set(names.map(organizationOf))]);
    const wanted = names.filter((name) => shares.has(organizationOf(name)));
    if (!this.#database.locksRows) return { destinations: wanted, shares };
    const isFree = await this.#waitForFirst(transaction, wanted, now);
    if (wanted.length === 0 || names.length === 1) return { destinations: isFree ? wanted : [], shares };
    const locked = await transaction.run(this.#statements.lockFreeDestinations({ now, limit }));
    return { destinations: locked.map(({ destination }) => destination), shares };
  }

  async #inTurn(transaction: SqlTransaction, { now, sharesOf }: Claim): Promise<Chosen> {
    const turn = await this.#organizationsInTurn(transaction);
    const shares = sharesOf(turn.filter(({ next_at }) => next_at <= now).map(({ organization_id }) => organization_id));
    const [first] = shares.keys();
    this.#last = first ?? turn.at(-1)?.organization_id ?? '';
    if (this.#database.locksRows && first !== undefined) {
      const foremost = { organizationId: first, now, limit: 1 };
      const found = await transaction.run(this.#statements.findDueDestinationsOfOne(foremost));
      await this.#waitForFirst(
        transaction,
        found.map(({ destination }) => destination),
        now,
      );
    }
    const destinations: string[] = [];
    for (const [organizationId, limit] of shares) {
      const due = await transaction.run(this.#statements.lockFreeDestinationsOfOne({ organizationId, now, limit }));
      destinations.push(...due.map(({ destination }) => destination));
    }
    return { destinations, shares };
  }

  async #organizationsInTurn(transaction: SqlTransaction) {
    const limit = mostOrganizations;
    const behind = await transaction.run(this.#statements.findOrganizationsInTurn({ after: this.#last, limit }));
    if (behind.length >= limit || this.#last === '') return behind;
    const before = await transaction.run(this.#statements.findOrganizationsInTurn({ after: '', limit }));
    return [...behind, ...before.filter(({ organization_id }) => organization_id <= this.#last)].slice(0, limit);
  }

  /**
   * Waits for the one that is due for longest, having no lock yet. Of the others those are taken then that nobody has: so a
   * claim is in no circle of waiting, and a destination that somebody always has is the first one day.
   */
  async #waitForFirst(transaction: SqlTransaction, [first]: readonly string[], now: number): Promise<boolean> {
    if (first === undefined) return false;
    const locked = await transaction.run(this.#statements.lockDueDestination({ destination: first, now }));
    return locked.length > 0;
  }
}
