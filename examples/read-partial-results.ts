// Stop a job when enough is done, and read what it produced until then: nothing that was paid for is lost.
import { createJobsClient } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});
const { id } = await jobs.create({ type: 'demo.batch', input: { items: 600, item_ms: 20 } });

for await (const event of jobs.events(id)) {
  if (event.type === 'job.progress' && event.progress.completed >= 10) break;
}
await jobs.cancel(id, { reason: 'ten are enough', wait: true });

for await (const { data, sealed } of jobs.results(id).pages()) {
  for (const { index, output } of data) console.log(index, JSON.stringify(output));
  console.log(sealed ? 'No more will come.' : 'More may come.');
}
