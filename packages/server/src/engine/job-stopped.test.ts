import { expect, test } from 'vitest';
import { isJobStopped, JobStopped, type StopReason } from './job-stopped.ts';

test.each<{ reason: StopReason; sentence: string }>([
  { reason: 'cancelled', sentence: 'The job was cancelled.' },
  { reason: 'expired', sentence: 'The deadline of the job passed.' },
  { reason: 'fenced', sentence: 'The job belongs to another attempt now.' },
  { reason: 'shutdown', sentence: 'The server shuts down; another attempt goes on with the job.' },
])('a handler that is $reason is told so in a sentence', ({ reason, sentence }) => {
  const stopped = new JobStopped(reason);

  expect(stopped).toMatchObject({ stopReason: reason, message: sentence });
  expect(isJobStopped(stopped)).toBe(true);
  expect(isJobStopped(new Error(sentence))).toBe(false);
});
