import type { Mutant, Verdict } from './mutant.ts';

export type Tried = readonly (readonly [Mutant, Verdict])[];

/** One line per file, and one for all. */
export function formatScores(tried: Tried): string {
  const byFile = [...Map.groupBy(tried, ([{ file }]) => file)];
  const width = Math.max(...byFile.map(([file]) => file.length), 'all'.length);
  const line = (name: string, those: Tried) => {
    const of = (wanted: Verdict) => those.filter(([, verdict]) => verdict === wanted).length;
    const survived = of('survived');
    const score = ((100 * (those.length - survived)) / those.length).toFixed(1);
    const counts = [of('killed'), of('timed out'), survived].map((count) => String(count).padStart(9)).join(' ');
    return `${name.padEnd(width)} ${counts} ${score.padStart(8)} %`;
  };
  return [
    `${'file'.padEnd(width)}    killed timed out  survived      score`,
    ...byFile.map(([file, those]) => line(file, those)),
    line('all', tried),
  ].join('\n');
}

/** The line, or the lines, that a mutant stands in: as they are, and with the fault. */
export function linesOf({ start, end, replacement }: Mutant, source: string): { before: string; after: string } {
  const from = source.lastIndexOf('\n', start - 1) + 1;
  const newline = source.indexOf('\n', end);
  const to = newline === -1 ? source.length : newline;
  return { before: source.slice(from, to), after: source.slice(from, start) + replacement + source.slice(end, to) };
}

/** Where a mutant is and what it does, as a difference of lines. */
export function formatMutant(mutant: Mutant, source: string): string {
  const { before, after } = linesOf(mutant, source);
  const marked = (sign: string, text: string) => text.split('\n').map((line) => `${sign} ${line}`);
  return [`${mutant.file}:${mutant.line} (${mutant.kind})`, ...marked('-', before), ...marked('+', after)].join('\n');
}
