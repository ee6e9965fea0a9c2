// Cancel a job only while that still saves something, and know what it came to if it ended in the meantime.
import { createJobsClient } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});
const { id } = await jobs.create({ type: 'demo.batch', input: { items: 200, item_ms: 50 } });

const job = await jobs.get(id);
if (job.terminal) {
  console.log(`Nothing to cancel: the job is ${job.status}.`);
} else {
  // Between the two requests it may have ended: that is an outcome, and not an error.
  const { outcome, job: found } = await jobs.cancel(id, { reason: 'no longer needed' });
  console.log(`The job was ${job.status}; now it is ${outcome}, after ${found.progress.completed} items.`);
}
