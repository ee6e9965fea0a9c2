import type { JobResult as WireJobResult } from '@jobwire/contract';
import type { JobResult } from '../domain/job-result.ts';
import { isoInstant } from './instant.ts';

/** A result as the contract shows it. */
export function wireResult(result: JobResult): WireJobResult {
  return {
    index: result.index,
    id: result.itemId,
    status: result.status,
    output: result.output === null ? null : JSON.parse(result.output),
    error: result.error,
    created_at: isoInstant(result.createdAt),
  };
}
