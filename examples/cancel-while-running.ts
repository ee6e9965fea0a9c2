import { createJobsClient } from '@jobwire/client';

const baseUrl = process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080';
const jobs = createJobsClient({ baseUrl, apiKey: process.env.JOBWIRE_KEY ?? '' });

const job = await jobs.create({ type: 'demo.batch', input: { items: 100, item_ms: 100 } });
await jobs.waitFor(job.id, { timeoutMs: 1000 }).catch(() => console.log('That takes too long.'));

const { outcome } = await jobs.cancel(job.id, { reason: 'seen enough', wait: true });
console.log(outcome);
for await (const { index, output } of jobs.results(job.id)) console.log(index, output);
