import { createJobsClient } from '@jobwire/client';

const baseUrl = process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080';
const jobs = createJobsClient({ baseUrl, apiKey: process.env.JOBWIRE_KEY ?? '' });

const job = await jobs.create({ type: 'demo.batch', input: { items: 100, item_ms: 100 } });
await new Promise((resolve) => setTimeout(resolve, 1000));

const { outcome } = await jobs.cancel(job.id, { reason: 'seen enough' });
const results = await jobs.results(job.id);
console.log(`${outcome}; ${results.data.length} results are kept`);
