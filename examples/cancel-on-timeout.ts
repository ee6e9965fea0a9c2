// Give a job five seconds. If that is not enough, cancel it and wait until no work goes on any more.
import { createJobsClient } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});

const { job, results } = await jobs.run(
  { type: 'demo.batch', input: { items: 600, item_ms: 100 } },
  {
    signal: AbortSignal.timeout(5000),
    cancelOnAbort: true,
    onProgress: ({ status, progress }) => console.log(status, progress?.completed ?? 0),
  },
);
console.log(`The job is ${job.status}, and ${results.length} of ${job.progress.total} items were done in time.`);
