import type { Job, JobResultList } from '@jobwire/contract';
import type { Running } from './jobwire.ts';

/** One JSON request to a server that was started. */
export function request(
  { url }: Pick<Running, 'url'>,
  key: string,
  path: string,
  init: { readonly method?: string; readonly body?: unknown; readonly headers?: Record<string, string> } = {},
): Promise<Response> {
  const { method = 'GET', body, headers } = init;
  return fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
  });
}

export async function createJob(server: Running, key: string, input: unknown, type = 'demo.batch'): Promise<Job> {
  const response = await request(server, key, '/v1/jobs', { method: 'POST', body: { type, input } });
  if (response.status !== 201) throw new Error(`create answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Job;
}

export async function readJob(server: Running, key: string, id: string): Promise<Job> {
  return (await (await request(server, key, `/v1/jobs/${id}`)).json()) as Job;
}

export async function readResults(server: Running, key: string, id: string): Promise<JobResultList> {
  return (await (await request(server, key, `/v1/jobs/${id}/results?limit=100`)).json()) as JobResultList;
}
