import { cancelAll, jobs, processorOf } from '../cancel-jobs.ts';
import { compareLists, few, many } from '../list-jobs.ts';
import { oneConnection } from '../one-connection.ts';
import { queuePostgresJobs, seedPostgresJobs } from '../seed-jobs.ts';
import type { PostgresBench } from './postgres-bench.ts';

const rounds = 3;
/** For each line of lists, so that the whole run stays within minutes. */
const enoughMs = 300;

/** A database with ten thousand jobs, and one with a million. */
export type Seeded = readonly [few: PostgresBench, many: PostgresBench];

export async function seedDatabases(bench: PostgresBench): Promise<Seeded> {
  const began = performance.now();
  const databases = [await bench.also('few'), await bench.also('many')] as const;
  for (const [index, count] of [few, many].entries()) {
    const { database } = databases[index] as PostgresBench;
    await seedPostgresJobs(database, count);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`  seeded ${few} and ${many} jobs in ${seconds} s\n`);
  return databases;
}

/** Lists with ten thousand and with a million jobs. */
export async function benchManyLists(databases: Seeded): Promise<void> {
  process.stdout.write('List jobs on PostgreSQL\n');
  const [small, large] = await Promise.all(databases.map((each) => each.start('api', 1)));
  if (small === undefined || large === undefined) throw new Error('There are two.');
  await compareLists([small.port, large.port], enoughMs);
  await Promise.all([small.stop(), large.stop()]);
}

/** Bulk cancels among a million jobs, while others read and create. */
export async function benchManyCancels([, { database, start }]: Seeded): Promise<void> {
  process.stdout.write(
    `Cancel ${jobs} queued jobs among ${many} in one call on PostgreSQL, ${rounds} times over HTTP\n`,
  );
  let heard: (line: string) => void = () => {};
  const server = await start('all', 20, (line) => heard(line));
  const connections = Array.from({ length: 3 }, () => oneConnection(server.port));
  const processorMs = () =>
    processorOf(server, (listener) => {
      heard = listener;
    });
  for (let round = 1; round <= rounds; round += 1) {
    await queuePostgresJobs(database, `customer${round}`, jobs);
    await cancelAll(connections, `customer${round}`, processorMs);
  }
  for (const connection of connections) connection.close();
  await server.stop();
}
