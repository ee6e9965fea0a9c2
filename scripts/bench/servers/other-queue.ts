// A queue used as a library: `other-queue <pg-boss|graphile-worker> <database-url>`. At each line on standard input with a
// number it creates so many jobs, works them off beside that, and prints how many milliseconds that took.
import { createInterface } from 'node:readline';
import { Logger, run } from 'graphile-worker';
import { PgBoss } from 'pg-boss';

const [name, connectionString = ''] = process.argv.slice(2);
const callers = 50;

interface Queue {
  create(): Promise<unknown>;
  /** Resolves when so many jobs have been completed since it was called. */
  completed(jobs: number): Promise<void>;
}

async function pgBoss(): Promise<Queue> {
  const boss = new PgBoss({ connectionString, max: 10 });
  await boss.start();
  await boss.createQueue('noop');
  return {
    create: () => boss.send('noop', {}),
    async completed(jobs) {
      // Its workers sleep between batches; a loop of one's own is the fastest way to use it.
      for (let left = jobs; left > 0; ) {
        const batch = await boss.fetch('noop', { batchSize: 50 });
        if (batch.length > 0)
          await boss.complete(
            'noop',
            batch.map(({ id }) => id),
          );
        left -= batch.length;
      }
    },
  };
}

async function graphileWorker(): Promise<Queue> {
  let count = () => {};
  const runner = await run({
    connectionString,
    concurrency: callers,
    maxPoolSize: callers,
    logger: new Logger(() => () => {}),
    noHandleSignals: true,
    taskList: { noop: async () => count() },
  });
  return {
    create: () => runner.addJob('noop', {}),
    completed: (jobs) =>
      new Promise((resolve) => {
        let left = jobs;
        count = () => {
          left -= 1;
          if (left === 0) resolve();
        };
      }),
  };
}

const queue = await (name === 'pg-boss' ? pgBoss() : graphileWorker());
process.stdout.write('0\n');
for await (const line of createInterface({ input: process.stdin })) {
  const jobs = Number(line);
  const began = performance.now();
  const completed = queue.completed(jobs);
  let created = 0;
  const caller = async () => {
    while (created < jobs) {
      created += 1;
      await queue.create();
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  await completed;
  process.stdout.write(`${performance.now() - began}\n`);
}
process.exit(0);
