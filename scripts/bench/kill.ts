import { countAcknowledgements } from '../../test/history/count-acknowledgements.ts';
import { countLosses } from '../../test/history/count-losses.ts';
import { formatViolations } from '../../test/history/format-violations.ts';
import { killRun } from '../../test/history/kill-run.ts';
import { freshSeed } from '../../test/history/seeded-random.ts';

const kills = 100;
const callers = 16;
const livesMs = [20, 1500] as const;

/** `kill -9` again and again under load: what was answered 2xx has to be there, and nothing may hang. */
export async function benchKill(): Promise<void> {
  const seed = freshSeed();
  process.stdout.write(
    `kill: ${kills} times kill -9, ${livesMs.join(' to ')} ms after the server answers, ${callers} callers, seed ${seed}\n`,
  );
  const run = await killRun({ seed, callers, livesMs, goOn: (done) => done < kills, patienceMs: 120_000 });
  const had = countAcknowledgements(run.history);
  const lost = countLosses(run.broken);
  const print = (name: string, figure: string) => process.stdout.write(`  ${name.padEnd(30)} ${figure}\n`);
  print('acknowledged creates lost', `${lost.creates} of ${had.creates}  (expected: 0)`);
  print('acknowledged cancels lost', `${lost.cancels} of ${had.cancels}  (expected: 0)`);
  print('acknowledged results lost', `${lost.results} of ${had.results}  (expected: 0)`);
  print('jobs stuck past their bound', `${Math.max(lost.stuck, run.stuck)}  (expected: 0)`);
  print('other broken invariants', `${lost.others}  (expected: 0)`);
  print('faults of the database file', `${run.databaseFaults.length}  (expected: 0)`);
  print('kills, restarts', `${run.kills}, ${run.starts - 1}`);
  print('requests, answered', `${had.requests}, ${had.answered}`);
  print('duration', `${(run.durationMs / 1000).toFixed(0)} s`);
  if (run.broken.length > 0) process.stdout.write(formatViolations(run.history, run.broken));
  if (run.broken.length + run.stuck + run.databaseFaults.length > 0) process.exitCode = 1;
}
