import { systemEnvironment } from './client-environment.ts';
import { connect } from './connection.ts';
import type { JobsClient } from './jobs-client.ts';
import type { JobsClientOptions } from './jobs-client-options.ts';
import { cancelJob } from './operations/cancel-job.ts';
import { cancelJobs } from './operations/cancel-jobs.ts';
import { createJob } from './operations/create-job.ts';
import { deleteJob } from './operations/delete-job.ts';
import { getCapabilities } from './operations/get-capabilities.ts';
import { getJob } from './operations/get-job.ts';
import { listJobResults } from './operations/list-job-results.ts';
import { listJobs } from './operations/list-jobs.ts';

/** What waits is half as large as all the rest, and is loaded when somebody waits. */
const waiting = () => import('./waiting/index.ts');

/**
 * Makes a client for one server and one key. It makes no request yet.
 *
 * @param environment where time and chance come from; for tests
 * @throws TypeError when an option is missing or cannot be used. It never holds the key.
 * @example
 * ```ts
 * const jobs = createJobsClient({ baseUrl, apiKey, timeoutMs: 10_000, retry: { attempts: 6 } });
 * const { job, results } = await jobs.run({ type: 'demo.batch', input: { items: 3, item_ms: 10 } });
 * console.log(job.status, results.length);
 * ```
 */
export function createJobsClient(options: JobsClientOptions, environment = systemEnvironment): JobsClient {
  const connection = connect(options, environment);
  return {
    raw: connection.raw,
    create: (...rest) => createJob(connection, ...rest),
    get: (...rest) => getJob(connection, ...rest),
    list: (...rest) => listJobs(connection, ...rest),
    cancel: (...rest) => cancelJob(connection, ...rest),
    cancelMany: (...rest) => cancelJobs(connection, ...rest),
    delete: (...rest) => deleteJob(connection, ...rest),
    results: (...rest) => listJobResults(connection, ...rest),
    async *events(...rest) {
      const { listJobEvents } = await waiting();
      yield* listJobEvents(connection, ...rest);
    },
    capabilities: (...rest) => getCapabilities(connection, ...rest),
    waitFor: async (...rest) => (await waiting()).waitForJob(connection, ...rest),
    run: async (...rest) => (await waiting()).runJob(connection, ...rest),
  };
}
