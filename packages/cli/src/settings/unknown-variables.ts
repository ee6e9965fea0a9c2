import { serveSettings } from './serve-settings.ts';

/** Variables that other commands, and the examples, read. */
const others = ['JOBWIRE_KEY', 'JOBWIRE_FOREIGN_KEY', 'JOBWIRE_URL'];

const known = [...Object.values(serveSettings).map(({ variable }) => variable), ...others];

/** One warning for each `JOBWIRE_…` variable that nothing reads, with the name that may have been meant. */
export function unknownVariables(names: readonly string[]): string[] {
  return names
    .filter((name) => name.startsWith('JOBWIRE_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name);
      return `${name} is no setting of jobwire and changes nothing.${meant === null ? '' : ` Did you mean ${meant}?`}`;
    });
}

function nearest(name: string): string | null {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= 3 ? best.candidate : null;
}

/** How many characters have to be put in, taken out or replaced to come from one to the other. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
