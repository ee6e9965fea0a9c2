import { createJobsClient } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});

// Was: POST /evaluations/fromVersion, and jobId of the answer.
const { id } = await jobs.create({ type: 'demo.batch', input: { items: 3, item_ms: 50 } });

// Was: GET /jobs/{jobId}/status until state is completed, failed or cancelled.
const job = await jobs.waitFor(id);
console.log(job.status, `${job.progress.completed} of ${job.progress.total}`);

// Was: result of the status.
for await (const { data, sealed } of jobs.results(id).pages()) {
  console.log(data.length, 'results', sealed ? 'and no more to come' : 'so far');
}

// Was: 409, and JobAlreadyTerminalException in the SDK.
const late = await jobs.cancel(id);
console.log(late.outcome, late.job.status);
