import { benchManyCancels, benchManyLists, seedDatabases } from './many-machines/a-million-jobs.ts';
import { benchCancelLatency, benchStartLatency, benchUnheardCancels } from './many-machines/latencies.ts';
import { benchNoopRates } from './many-machines/noop-rates.ts';
import { onPostgres, settings } from './many-machines/postgres-bench.ts';
import { benchMoreWorkers, benchRescue } from './many-machines/workers.ts';

/** What several processes do on one PostgreSQL of this machine, everything in one run; it takes about six minutes. */
export async function benchManyMachines(): Promise<void> {
  process.stdout.write(
    `Many machines: PostgreSQL with ${settings.join(' and ')}, processes and load share all cores of this machine\n`,
  );
  await onPostgres(async (bench) => {
    const seeded = await seedDatabases(bench);
    await benchNoopRates(bench);
    await benchStartLatency(bench);
    await benchCancelLatency(bench);
    await benchUnheardCancels(bench);
    await benchMoreWorkers(bench);
    await benchRescue(bench);
    await benchManyCancels(seeded);
    await benchManyLists(seeded);
  });
}
