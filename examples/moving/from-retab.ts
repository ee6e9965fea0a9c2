import { createJobsClient } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});

// Was: POST /v1/jobs with endpoint and request. They are type and input here; metadata
// is the same.
const { id } = await jobs.create({
  type: 'demo.batch',
  input: { items: 2, item_ms: 20, fail_at: 1 },
  metadata: { batch: 'invoices' },
});
const failed = await jobs.waitFor(id);

// Was: response and error of the job. A failed job is a successful answer here, too.
const results = await Array.fromAsync(jobs.results(id));
console.log(failed.status, failed.error?.code, results.length, 'result is kept');

// Was: 400 for a job that had ended. Here 409 with the job inside, which the client
// makes an outcome.
console.log((await jobs.cancel(id)).outcome);

// Was: POST /v1/jobs/{id}/retry, with the same id. A terminal job never moves here:
// create another from its input.
const { data: old } = await jobs.raw.GET('/v1/jobs/{job_id}', {
  params: { path: { job_id: id }, query: { include: ['input'] } },
});
const { fail_at: _, ...input } = old?.input ?? {};
const again = await jobs.create({ type: failed.type, input, metadata: { ...failed.metadata, retry_of: id } });
console.log(again.id !== id, again.status);

// Was: GET /v1/jobs?metadata=<json>&after=<job id>. The filter is per key here, and the
// client follows the cursor.
const list = await Array.fromAsync(jobs.list({ metadata: { batch: 'invoices' }, order: 'asc' }));
console.log(list.length, 'jobs');
