import { expect, test } from 'vitest';
import { problemInstance } from './problem-instance.ts';

test.each([
  ['/v1/jobs/job_1?limit=1', '/v1/jobs/job_1'],
  ['/v1/jobs/%C3%BC', '/v1/jobs/%C3%BC'],
  ['/v1/jobs/%', '/v1/jobs/%25'],
  ['/v1/jobs/%zz', '/v1/jobs/%25zz'],
  ['/v1/jobs/"<a>"', '/v1/jobs/%22%3Ca%3E%22'],
  ['/v1/jobs/\u00ff', '/v1/jobs/%FF'],
])('%s is named %s in a problem', (given, want) => {
  expect(problemInstance(given)).toBe(want);
});
