import type { FileVerdicts } from './format-report.ts';
import { linesOf, noticed, percent, sum } from './format-report.ts';
import type { Mutant } from './mutant.ts';

export interface Survivor {
  readonly mutant: Mutant;
  readonly source: string;
}

const room = 'packages/server/src/';

/** What became of the mutants of the server, as a page that says the same for the same sources and tests. */
export function mutantPage(path: string, files: readonly FileVerdicts[], survivors: readonly Survivor[]): string {
  const all = sum('all', files);
  return `<!-- Written by \`pnpm mutate --write ${path}\`. -->

# Mutants

Tests that pass prove little until it is known what they would notice. So small faults are put into \`domain/\`, \`storage/\` and
\`engine/\`, one at a time: a guard left out of a statement, \`<\` for \`<=\`, a condition turned round, a step that is not taken. Each
has to make a test fail. Of ${all.verdicts.length} mutants that were tried ${noticed(all)} are noticed (${percent(all)}); ${all.untried} were not tried.

| file | not tried | tried | noticed | of these by time | not noticed | score |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${[...files, all].map(rowOf).join('\n')}

A mutant that is noticed by time makes a test wait for what does not come any more. ${all.equivalent} mutants more change nothing that
anybody could see, such as \`<=\` for \`<\` where two equal numbers are as good as each other; they stand with their reasons in
[\`equivalent-mutants.ts\`](../../scripts/mutate/equivalent-mutants.ts) and are not tried.

## How it is run

\`pnpm mutate\` tries what is new since the last run and prints this table; the first run takes an hour or two, and
\`pnpm mutate packages/server/src/engine/worker.ts\` a minute. It ends with 1 when less than 85 % are noticed. Sources are tried on the
tests that run on SQLite, and on those that run on PostgreSQL where no other reaches them. A file that has changed since this page was
written has other mutants than are counted here. Why the mutants are our own is in a
[decision](../docs/decisions/0013-mutants-of-our-own.md).

## What is not noticed

${survivors.length === 0 ? 'Nothing.' : survivors.map(entryOf).join('\n')}
`;
}

function rowOf(line: FileVerdicts): string {
  const of = (wanted: string) => line.verdicts.filter((verdict) => verdict === wanted).length;
  const name = line.file === 'all' ? 'all' : `\`${line.file.replace(room, '')}\``;
  const cells = [
    name,
    line.untried,
    line.verdicts.length,
    noticed(line),
    of('timed out'),
    of('survived'),
    percent(line),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A difference as few words as it needs, since a line may be long. */
function entryOf({ mutant, source }: Survivor): string {
  const { before, after } = linesOf(mutant, source);
  const lines = (text: string, sign: string) => text.split('\n').map((line) => `  ${sign} ${line.trim()}`);
  return [
    `- \`${mutant.file.replace(room, '')}\``,
    '',
    '  ```diff',
    ...lines(before, '-'),
    ...lines(after, '+'),
    '  ```',
  ].join('\n');
}
