import { serveSettings } from './serve-settings.ts';

const prefix = 'JOBWIRE_';

/** Variables that other commands, and the examples, read. */
const others = ['JOBWIRE_KEY', 'JOBWIRE_FOREIGN_KEY', 'JOBWIRE_READ_ONLY_KEY', 'JOBWIRE_URL'];

const known = [...Object.values(serveSettings).map(({ variable }) => variable), ...others];

/** One warning for each `JOBWIRE_…` variable that nothing reads, with the name that may have been meant. */
export function unknownVariables(names: readonly string[]): string[] {
  return names
    .filter((name) => name.startsWith(prefix) && !known.includes(name))
    .map((name) => {
      const meant = nearest(name);
      return `${name} is no setting of jobwire and changes nothing.${meant === null ? '' : ` Did you mean ${meant}?`}`;
    });
}

/** The setting whose name differs in a few letters; of a short name few can be mistyped, or it would be like many. */
function nearest(name: string): string | null {
  const most = Math.floor((name.length - prefix.length) / 3);
  const [best] = Object.values(serveSettings)
    .map(({ variable }) => ({ variable, distance: editDistance(name, variable) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= most ? best.variable : null;
}

/** How many characters have to be put in, taken out, replaced, or exchanged with the next, to come from one to the other. */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = at(rows, row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const isExchanged = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const exchanged = isExchanged ? at(rows, row - 2, column - 2) + 1 : replaced;
      current.push(Math.min(replaced, exchanged, at(rows, row - 1, column) + 1, (current[column - 1] ?? 0) + 1));
    }
    rows.push(current);
  }
  return at(rows, one.length, other.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? 0;
}
