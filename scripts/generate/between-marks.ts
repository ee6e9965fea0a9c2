/**
 * A page with generated text between `<!-- name:begin -->` and `<!-- name:end -->`; the rest is written by hand.
 *
 * @throws when the page lacks the marks.
 */
export function betweenMarks(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`the page has no ${begin} … ${end}`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}
