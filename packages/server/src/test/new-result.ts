import type { NewJobResult } from '../domain/job-result.ts';

/** A result like any other but for what is given. */
export function newResult(members: Partial<NewJobResult> = {}): NewJobResult {
  const failed = members.status === 'failed';
  const error = failed ? { code: 'broken', message: 'It broke.', retryable: false, details: null } : null;
  return {
    itemId: null,
    status: 'completed',
    output: failed ? null : 'null',
    error,
    createdAt: 1_000_001,
    ...members,
  };
}
