import type { FirstRow, HotRow, LastChange } from '../sql-database.ts';

interface Entry {
  readonly row: HotRow;
  enter(): void;
}

/**
 * Where everybody of a group waits until all of the group have come or have left, and is then let through in the order of
 * rows. So a group locks the rows that many others want last of all, and in the same order as every other group.
 */
export class Turnstile {
  #expected: number;
  /** One for each that has come: all its changes, which are of one kind. */
  #waiting: { readonly kind: string; readonly entries: readonly Entry[] }[] = [];
  /** Of those that were let through last. */
  #passed = '';

  constructor(expected: number) {
    this.#expected = expected;
  }

  /** One will not come any more. */
  leave(): void {
    this.#expected -= 1;
    this.#letThrough();
  }

  /**
   * One comes, with all its changes of one kind. Each is begun in its turn, and not a moment later: its statement has to
   * be sent before that of the next one.
   *
   * @throws when rows of that kind have been changed already, since this would change some out of order.
   */
  async pass<Value>(changes: readonly LastChange<Value>[]): Promise<Value[]> {
    if (changes.length === 0) return [];
    const kind = kindOf(changes[0]);
    if (kind <= this.#passed) throw new Error(`Rows of ${kind} are changed together, and have been changed already.`);
    const entries: Entry[] = [];
    const changed = changes.map(
      ({ row, change }) =>
        new Promise<Value>((resolve, reject) => {
          entries.push({ row, enter: () => void change().then(resolve, reject) });
        }),
    );
    this.#waiting.push({ kind, entries });
    this.#letThrough();
    return Promise.all(changed);
  }

  /** Those of the first kind alone, since they may come again for the next kind. */
  #letThrough(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#expected) return;
    const [kind = ''] = this.#waiting.map((one) => one.kind).sort();
    const entering = this.#waiting.filter((one) => one.kind === kind).flatMap(({ entries }) => entries);
    this.#waiting = this.#waiting.filter((one) => one.kind !== kind);
    this.#passed = kind;
    for (const { enter } of entering.sort((one, other) => inOrderOfRows(one.row, other.row))) enter();
  }
}

/** The order in which transactions take rows: by kind, and then by name. */
export function inOrderOfRows(one: FirstRow | HotRow, other: FirstRow | HotRow): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function kindOf(change: Pick<Entry, 'row'> | undefined): string {
  return change?.row.split(' ', 1)[0] ?? '';
}
