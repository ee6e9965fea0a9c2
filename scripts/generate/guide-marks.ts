/**
 * A guide with another text between two of its marks, `<!-- NAME:begin -->` and `<!-- NAME:end -->`, which is all of it that
 * is generated.
 *
 * @throws when the guide has no such marks.
 */
export function betweenMarks(guide: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, rest] = guide.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`a guide has no ${begin} … ${end}`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}
