import { systemEnvironment } from './client-environment.ts';
import { connect } from './connection.ts';
import type { JobsClient } from './jobs-client.ts';
import type { JobsClientOptions } from './jobs-client-options.ts';
import { cancelJob } from './operations/cancel-job.ts';
import { createJob } from './operations/create-job.ts';
import { deleteJob } from './operations/delete-job.ts';
import { getCapabilities } from './operations/get-capabilities.ts';
import { getJob } from './operations/get-job.ts';
import type { Page, Paged } from './operations/paged.ts';

/** What is about many jobs or takes more than one request is a third of the client, and is loaded when it is first called. */
const later = () => import('./functions/index.ts');

/** A list whose code is loaded when it is looped over. */
function loaded<Of extends Page>(load: () => Promise<Paged<Of>>): Paged<Of> {
  return {
    async *pages() {
      yield* (await load()).pages();
    },
    async *[Symbol.asyncIterator]() {
      yield* await load();
    },
  };
}

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
    list: (...rest) => loaded(async () => (await later()).listJobs(connection, ...rest)),
    cancel: (...rest) => cancelJob(connection, ...rest),
    cancelMany: async (...rest) => (await later()).cancelJobs(connection, ...rest),
    delete: (...rest) => deleteJob(connection, ...rest),
    results: (...rest) => loaded(async () => (await later()).listJobResults(connection, ...rest)),
    async *events(...rest) {
      yield* (await later()).listJobEvents(connection, ...rest);
    },
    capabilities: (...rest) => getCapabilities(connection, ...rest),
    waitFor: async (...rest) => (await later()).waitForJob(connection, ...rest),
    run: async (...rest) => (await later()).runJob(connection, ...rest),
  };
}
