// `pnpm bench [name…]`: every figure is a ratio or a distribution taken in one run, since machines differ.
import { benchCancelJobs } from './cancel-jobs.ts';
import { benchGetJob } from './get-job.ts';
import { benchListJobs } from './list-jobs.ts';

const benchmarks: Record<string, () => Promise<void>> = {
  'get-job': benchGetJob,
  'list-jobs': benchListJobs,
  'cancel-jobs': benchCancelJobs,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (names.length === 0 || names.includes(name)) await run();
}
