import { dirname } from 'node:path';
import type { Mutant, Verdict } from './mutant.ts';

/** What became of the mutants of one file. Equivalent ones are not tried. */
export interface FileVerdicts {
  readonly file: string;
  readonly verdicts: readonly Verdict[];
  readonly equivalent: number;
  /** For which there was no time. */
  readonly untried: number;
}

/** One line per file, one per folder, and one for all. */
export function formatScores(files: readonly FileVerdicts[]): string {
  const folders = [...Map.groupBy(files, ({ file }) => dirname(file))].map(([folder, those]) =>
    sum(`${folder}/`, those),
  );
  const lines = [...files, ...folders, sum('all', files)];
  const width = Math.max(...lines.map(({ file }) => file.length));
  return [row('file', width, ['untried', 'tried', 'killed', 'timed out', 'equivalent', 'survived', 'score'])]
    .concat(lines.map((line) => row(line.file, width, cellsOf(line))))
    .join('\n');
}

/** One line for several. */
export function sum(file: string, those: readonly FileVerdicts[]): FileVerdicts {
  return {
    file,
    verdicts: those.flatMap(({ verdicts }) => verdicts),
    equivalent: those.reduce((total, { equivalent }) => total + equivalent, 0),
    untried: those.reduce((total, { untried }) => total + untried, 0),
  };
}

function cellsOf(line: FileVerdicts): string[] {
  const { verdicts, equivalent, untried } = line;
  const of = (wanted: Verdict) => verdicts.filter((verdict) => verdict === wanted).length;
  return [
    ...[untried, verdicts.length, of('killed'), of('timed out'), equivalent, of('survived')].map(String),
    percent(line),
  ];
}

/** How many a test noticed, by failing or by waiting in vain. */
export function noticed({ verdicts }: FileVerdicts): number {
  return verdicts.filter((verdict) => verdict !== 'survived').length;
}

/** The part that a test noticed; a dash where there is none to notice. */
export function percent(line: FileVerdicts): string {
  const { length } = line.verdicts;
  return length === 0 ? '-' : `${((100 * noticed(line)) / length).toFixed(1)} %`;
}

function row(name: string, width: number, cells: readonly string[]): string {
  return `${name.padEnd(width)} ${cells.map((cell) => cell.padStart(10)).join(' ')}`;
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
