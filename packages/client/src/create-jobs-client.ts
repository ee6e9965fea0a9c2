import type { Job, paths } from '@jobwire/contract';
import createClient from 'openapi-fetch';
import { authenticate } from './authenticate.ts';
import type { CancelResult } from './cancel-result.ts';
import { contractAnswers } from './contract-answers.ts';
import { checkJobId } from './job-id.ts';
import type { JobsClient } from './jobs-client.ts';
import { checkOptions, type JobsClientOptions } from './jobs-client-options.ts';
import { isProblem } from './problem-error.ts';
import { serializeQuery } from './serialize-query.ts';
import { UnexpectedResponseError } from './unexpected-response-error.ts';

/**
 * Makes a client for one server and one key. It makes no request yet.
 *
 * @throws TypeError when an option is missing or cannot be used. It never holds the key.
 */
export function createJobsClient(options: JobsClientOptions): JobsClient {
  const { baseUrl, fetch, getApiKey } = checkOptions(options);
  const connect = () => {
    const client = createClient<paths>({ baseUrl, fetch, querySerializer: serializeQuery });
    client.use(authenticate(getApiKey));
    return client;
  };
  const checked = connect();
  checked.use(contractAnswers);

  return {
    raw: connect(),

    async create(body) {
      return bodyOf(await checked.POST('/v1/jobs', { body }));
    },

    async get(jobId) {
      return bodyOf(await checked.GET('/v1/jobs/{job_id}', { params: { path: { job_id: checkJobId(jobId) } } }));
    },

    async list(query = {}) {
      return bodyOf(await checked.GET('/v1/jobs', { params: { query } }));
    },

    async cancel(jobId, body) {
      const params = { path: { job_id: checkJobId(jobId) } };
      try {
        const sent = await checked.POST('/v1/jobs/{job_id}/cancel', body === undefined ? { params } : { params, body });
        return accepted(bodyOf(sent), `${baseUrl}/v1/jobs/${jobId}/cancel`);
      } catch (error) {
        if (isProblem(error, 'job_already_terminal')) {
          return { outcome: 'already_terminal', job: error.job };
        }
        throw error;
      }
    },

    async results(jobId, query = {}) {
      const params = { path: { job_id: checkJobId(jobId) }, query };
      return bodyOf(await checked.GET('/v1/jobs/{job_id}/results', { params }));
    },

    async capabilities() {
      return bodyOf(await checked.GET('/v1/capabilities'));
    },
  };
}

/** `contractAnswers` lets nothing through without a body, which the types of openapi-fetch cannot know. */
function bodyOf<Body>(answer: { readonly data?: Body }): Body {
  return answer.data as Body;
}

/** Never tells a caller that a job is cancelled when the server itself says otherwise. */
function accepted(job: Job, url: string): CancelResult {
  if (job.status === 'cancelled' || job.status === 'cancelling') {
    return { outcome: job.status, job };
  }
  throw new UnexpectedResponseError({
    method: 'POST',
    url,
    status: 200,
    reason: `the job in it is ${job.status}, though a cancel that is accepted leaves it cancelled or cancelling`,
    body: JSON.stringify({ id: job.id, status: job.status }),
  });
}
