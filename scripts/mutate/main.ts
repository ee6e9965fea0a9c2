// `pnpm mutate [path]`: puts small faults into the sources, one at a time, and tells which of them no test notices.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { equivalentMutants } from './equivalent-mutants.ts';
import { findMutants } from './find-mutants.ts';
import { formatMutant, formatScores, linesOf } from './format-report.ts';
import type { Mutant } from './mutant.ts';
import { mutantPage } from './mutant-page.ts';
import { isTestCode } from './test-code.ts';
import { TestProcess } from './test-process.ts';
import { type Baseline, knownOutcome, type MutatedSource, runBaseline, type Tried, tryMutant } from './try-mutant.ts';
import { VerdictCache } from './verdict-cache.ts';

const usage = `Usage: pnpm mutate [options] [path...]

Puts small faults into the sources, one at a time, and tells which of them no test notices. Without a path: into domain,
storage and engine of the server. What is found out is kept in node_modules/.cache, so that a run can go on where one ended.

  --processes <n>  how many mutants are tried at the same time (default: 1)
  --minutes <n>    stops after so long, and tells how many were not tried
  --write <file>   writes the table as a page of the documentation
  --json <file>    also writes each mutant with its verdict and the test that noticed it
  --fresh          forgets what earlier runs found out
  --help           prints this
`;

const root = join(import.meta.dirname, '../..');
const cachePath = join(root, 'node_modules/.cache/jobwire/mutants.jsonl');
const folders = ['domain', 'storage', 'engine'].map((room) => `packages/server/src/${room}`);

/** Of all mutants, that many have to be noticed. */
const leastPercent = 85;

interface Source extends MutatedSource {
  readonly equivalent: number;
}

function sourceFiles(path: string): string[] {
  const absolute = join(root, path);
  const files = statSync(absolute).isDirectory() ? ts.sys.readDirectory(absolute, ['.ts']) : [absolute];
  return files.map((file) => relative(root, file)).filter((file) => !isTestCode(file));
}

/** @throws Error when an entry of the equivalent ones fits no mutant any more. */
function readSource(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  const known = equivalentMutants.filter((entry) => entry.file === file);
  const unused = new Set(known);
  const all = findMutants(file, text);
  const mutants = all.filter((mutant) => {
    const { before, after } = linesOf(mutant, text);
    const entry = known.find(({ was, becomes }) => was === before.trim() && becomes === after.trim());
    if (entry !== undefined) unused.delete(entry);
    return entry === undefined;
  });
  for (const { becomes } of unused) throw new Error(`No mutant of ${file} becomes "${becomes}": take it off the list.`);
  return { file, text, mutants, equivalent: all.length - mutants.length };
}

/** Tries every mutant, several at the same time. */
async function tryAll(
  sources: readonly Source[],
  endsAt: number,
  cache: VerdictCache,
  unchanged: TestProcess,
  processes: readonly TestProcess[],
): Promise<Tried[]> {
  const waiting: [Mutant, Source, Baseline][] = [];
  for (const source of sources) {
    const baseline = await runBaseline(unchanged, cache, source);
    for (const mutant of source.mutants) waiting.push([mutant, source, baseline]);
  }
  unchanged.end();
  const tried: Tried[] = [];
  await Promise.all(
    processes.map(async (tests) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [mutant, source, baseline] = next;
        const isOver = performance.now() > endsAt;
        const outcome = isOver
          ? knownOutcome(cache, mutant, source.text, baseline)
          : await tryMutant(tests, cache, mutant, source.text, baseline);
        if (outcome === null) continue;
        tried.push(outcome);
        process.stderr.write(outcome.verdict === 'survived' ? 'S' : '.');
        if (outcome.verdict === 'survived') process.stdout.write(`survived: ${formatMutant(mutant, source.text)}\n\n`);
      }
    }),
  );
  return tried;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    processes: { type: 'string', default: '1' },
    json: { type: 'string' },
    write: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit();
}
if (values.fresh) rmSync(cachePath, { force: true });
const scratch = mkdtempSync(join(tmpdir(), 'jobwire-mutants-'));
// PostgreSQL runs as somebody else, and has its folder there.
chmodSync(scratch, 0o755);
const unchanged = new TestProcess('baseline', scratch);
const processes = Array.from({ length: Number(values.processes) }, () => new TestProcess('mutants', scratch));
const endAll = () => {
  for (const tests of [unchanged, ...processes]) tests.end();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.once('exit', endAll);

const sources = (positionals.length === 0 ? folders : positionals).flatMap(sourceFiles).map(readSource);
const tried = await tryAll(
  sources.filter(({ mutants }) => mutants.length > 0),
  Number(values.minutes) * 60_000,
  new VerdictCache(cachePath),
  unchanged,
  processes,
);
const triedOf = Map.groupBy(tried, ({ mutant }) => mutant.file);
const lines = sources
  .map(({ file, mutants, equivalent }) => {
    const verdicts = (triedOf.get(file) ?? []).map(({ verdict }) => verdict);
    return { file, verdicts, equivalent, untried: mutants.length - verdicts.length };
  })
  .filter(({ verdicts, equivalent, untried }) => verdicts.length + equivalent + untried > 0);
process.stdout.write(`${formatScores(lines)}\n`);
const left = sources.reduce((sum, { mutants }) => sum + mutants.length, 0) - tried.length;
if (left > 0) process.stdout.write(`${left} mutants were not tried.\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(tried, null, 2)}\n`);
const survived = tried.filter(({ verdict }) => verdict === 'survived').length;
if (values.write !== undefined) {
  const survivors = sources.flatMap(({ file, text }) =>
    (triedOf.get(file) ?? [])
      .filter(({ verdict }) => verdict === 'survived')
      .map(({ mutant }) => ({ mutant, source: text }))
      .sort((one, other) => one.mutant.start - other.mutant.start),
  );
  writeFileSync(values.write, mutantPage(values.write, lines, survivors));
}
process.exit(100 * (tried.length - survived) >= leastPercent * tried.length ? 0 : 1);
