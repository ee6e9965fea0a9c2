// Cancel all jobs of one batch with one request, however many there are.
import { createJobsClient } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});
const metadata = { batch: `import-${Date.now()}` };
for (let part = 1; part <= 12; part += 1) {
  await jobs.create({ type: 'demo.batch', name: `part ${part}`, input: { items: 600, item_ms: 100 }, metadata });
}

const { counts } = await jobs.cancelMany({ filter: { metadata }, reason: 'the import was withdrawn' });
console.log(
  `${counts.cancelled} had not begun, ${counts.cancelling} are stopping, ${counts.already_terminal} had ended.`,
);

for await (const { id, terminal } of jobs.list({ metadata })) if (!terminal) await jobs.waitFor(id);
const statuses = await Array.fromAsync(jobs.list({ metadata }), ({ status }) => status);
console.log(`All ${statuses.length} are ${[...new Set(statuses)].join(' and ')}.`);
