import { expect, test } from 'vitest';
import { createSeededRandom } from '../runner/seeded-random.ts';
import { unknownJobId, unknownJobIdLike } from './unknown-job-id.ts';

const random = createSeededRandom(7);

test.each([
  ['job_01m817qnm0f9f824pa3eywnyp2', /^job_01m817qnm0f9f8[0-9a-f]{12}$/],
  ['8f14e45f-ceea-467f-a3ad-5a1b2c3d4e5f', /^8f14e45f-ceea-467f-a3ad-[0-9a-f]{12}$/],
  ['job_7', /^job_[0-9]{16}$/],
  ['j'.repeat(64), /^j{52}[a-f]{12}$/],
  [`${'-'.repeat(63)}1`, /^-{63}[0-9]$/],
])('an id like %s has its shape and is another', (jobId, shape) => {
  const other = unknownJobIdLike(jobId, random);
  expect(other).toMatch(shape);
  expect(other).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test('an unknown id is well-formed and new each time', () => {
  expect(unknownJobId(random)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  expect(unknownJobId(random)).not.toBe(unknownJobId(random));
});
