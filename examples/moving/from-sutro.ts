import { createJobsClient, isProblem } from '@jobwire/client';

const jobs = createJobsClient({
  baseUrl: process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.JOBWIRE_KEY ?? '',
});

// Was: POST /batch-inference, and the job id in results. Here with the name and the
// priority of the job.
const { id } = await jobs.create({
  type: 'demo.batch',
  input: { items: 100, item_ms: 50 },
  name: 'Reviews',
  priority: 9,
});

// Was: GET /job-status/{id}. A result can be read as soon as it is there, and not only
// after SUCCEEDED.
for await (const event of jobs.events(id)) if (event.type === 'job.progress' && event.progress.completed > 0) break;

// Was: /job-cancel/{id}, and cancelled in the body. CANCELLING is cancelling here, with
// a bound.
const { outcome, job } = await jobs.cancel(id, { reason: 'Enough rows', wait: true });
console.log(outcome, job.cancellation?.reason);

// Was: outputs, a column. Here one result per row, in pages; the rows that were done
// are kept.
const outputs = await Array.fromAsync(jobs.results(id, { limit: 50 }), ({ output }) => output);
console.log(outputs.length > 0 && outputs.length < 100 ? 'some outputs are kept' : 'no outputs');

// Was: cancelled false, or 404, for a job that is not there; the SDK printed the error
// and returned None.
const unknown = await jobs.cancel('job_that_never_was').catch((error: unknown) => error);
console.log(isProblem(unknown, 'job_not_found') ? unknown.problem.code : unknown);
