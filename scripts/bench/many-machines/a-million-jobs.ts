import { cancelAll, jobs, processorOf } from '../cancel-jobs.ts';
import { compareLists, few, many } from '../list-jobs.ts';
import { oneConnection } from '../one-connection.ts';
import { queuePostgresJobs, seedPostgresJobs } from '../seed-jobs.ts';
import type { PostgresBench } from './postgres-bench.ts';

const rounds = 3;

/** Lists with ten thousand and with a million jobs, each in a database of its own, and bulk cancels among the million. */
export async function benchMillionJobs(bench: PostgresBench): Promise<void> {
  const began = performance.now();
  const databases = [await bench.also('few'), await bench.also('many')] as const;
  for (const [index, count] of [few, many].entries()) {
    const { database } = databases[index] as PostgresBench;
    await seedPostgresJobs(database, count);
  }
  process.stdout.write(`List jobs on PostgreSQL: seeded in ${Math.round((performance.now() - began) / 1000)} s\n`);
  const [small, large] = await Promise.all(databases.map((each) => each.start('api', 1)));
  if (small === undefined || large === undefined) throw new Error('There are two.');
  await compareLists([small.port, large.port]);
  await Promise.all([small.stop(), large.stop()]);
  await cancelAmong(databases[1]);
}

async function cancelAmong({ database, start }: PostgresBench): Promise<void> {
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
