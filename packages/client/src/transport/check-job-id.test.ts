import { expect, test } from 'vitest';
import { createJobsClient } from '../create-jobs-client.ts';
import { answerWith } from '../test/answering-fetch.ts';

test.each([
  '',
  '..',
  '../capabilities',
  'job_1/cancel',
  'job_1?include=input',
  'job 1',
  'j'.repeat(65),
  undefined as unknown as string,
  { id: 'job_1' } as unknown as string,
])('%o is refused before any request', async (jobId) => {
  const server = answerWith(200, {});
  const client = createJobsClient({ baseUrl: 'https://jobs.example.com', apiKey: 'k', fetch: server.fetch });
  const calls = [
    async () => client.get(jobId),
    async () => client.cancel(jobId),
    async () => client.delete(jobId),
    async () => Array.fromAsync(client.results(jobId)),
    async () => client.events(jobId).next(),
    async () => client.waitFor(jobId),
  ];
  for (const call of calls) {
    await expect(call()).rejects.toThrow(TypeError);
    await expect(call()).rejects.toThrow('Not a job id: ');
  }
  expect(server.requests).toEqual([]);
});
