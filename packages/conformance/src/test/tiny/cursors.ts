import { Refusal } from './refusal.ts';

/** Cursors that say nothing: tickets for a place in one list, kept on the server. */
export class Cursors {
  readonly #tickets = new Map<string, { readonly list: string; readonly place: unknown }>();

  /** A ticket for this place of the list, which is named so that no other list has the same name. */
  issue(list: string, place: unknown): string {
    const ticket = `T.${this.#tickets.size.toString(36)}~${Math.random().toString(36).slice(2, 8)}`;
    this.#tickets.set(ticket, { list, place });
    return ticket;
  }

  /**
   * The place that a ticket was issued for.
   *
   * @throws Refusal when it was not issued for this list
   */
  redeem(ticket: string, list: string): unknown {
    const found = this.#tickets.get(ticket);
    if (found === undefined || found.list !== list) {
      throw new Refusal('invalid_cursor', 'This ticket is not for this list. Begin again without one.');
    }
    return found.place;
  }

  /** The place of a ticket, whichever list it is for. */
  peek(ticket: string): unknown {
    return this.#tickets.get(ticket)?.place;
  }
}
