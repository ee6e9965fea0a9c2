// `pnpm bench [name…]`: every figure is a ratio or a distribution taken in one run, since machines differ.
import { benchCancelJobs } from './cancel-jobs.ts';
import { benchCancelLatency } from './cancel-latency.ts';
import { benchClientGet } from './client-get.ts';
import { benchGetJob } from './get-job.ts';
import { benchKill } from './kill.ts';
import { benchListJobs } from './list-jobs.ts';
import { benchManyMachines } from './many-machines.ts';
import { benchNoopJobs } from './noop-jobs.ts';
import { benchRequestTelemetry } from './request-telemetry.ts';
import { benchWaitingClients } from './waiting-clients.ts';

const benchmarks: Record<string, () => Promise<void>> = {
  'get-job': benchGetJob,
  'client-get': benchClientGet,
  'request-telemetry': benchRequestTelemetry,
  'noop-jobs': benchNoopJobs,
  'cancel-latency': benchCancelLatency,
  'waiting-clients': benchWaitingClients,
  kill: benchKill,
  'list-jobs': benchListJobs,
  'cancel-jobs': benchCancelJobs,
  'many-machines': benchManyMachines,
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
