import ts from 'typescript';

interface FunctionBody {
  readonly start: number;
  readonly end: number;
  /** An arrow function without braces. */
  readonly isExpression: boolean;
}

const bodies = new Map<string, readonly FunctionBody[]>();

/** The bodies of all functions of a source, from top to bottom: the number of one is its place here. */
function bodiesOf(text: string): readonly FunctionBody[] {
  const known = bodies.get(text);
  if (known !== undefined) return known;
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const found: FunctionBody[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const body = node.body as ts.Node;
      found.push({ start: body.getStart(source), end: body.getEnd(), isExpression: !ts.isBlock(body) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  found.sort((one, other) => one.start - other.start);
  bodies.set(text, found);
  return found;
}

/** The number of the innermost function around a position; null where the code runs when the module is read. */
export function functionAt(text: string, position: number): number | null {
  const within = bodiesOf(text).findLastIndex(({ start, end }) => start <= position && position < end);
  return within === -1 ? null : within;
}

/** A source whose every function notes under the key and its number that it was reached. */
export function noting(text: string, key: string): string {
  const insertions = bodiesOf(text).flatMap(({ start, end, isExpression }, number) => {
    const note = `globalThis.reachedFunctions?.add('${key} ${number}')`;
    if (!isExpression) return [{ at: start + 1, text: `${note};` }];
    return [
      { at: start, text: `(${note}, ` },
      { at: end, text: ')' },
    ];
  });
  let noted = text;
  // An inner function ends before or where the outer one does, so what is inserted first at one place goes last.
  for (const { at, text: inserted } of insertions.toSorted((one, other) => other.at - one.at)) {
    noted = noted.slice(0, at) + inserted + noted.slice(at);
  }
  return noted;
}
