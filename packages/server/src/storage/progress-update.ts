import { type Compilable, type Kysely, sql } from 'kysely';
import type { ProgressReport } from '../domain/job-store.ts';
import { writable } from './statements/writable.ts';
import type { JobRow, Tables } from './tables.ts';

/** Writes what a handler reports about itself, guarded by its attempt. */
export function progressUpdate(
  builder: Kysely<Tables>,
  { jobId, attempt }: { readonly jobId: string; readonly attempt: number },
  report: ProgressReport,
): Compilable<JobRow> {
  const assignments: Record<string, unknown> = { version: sql`version + 1` };
  if (report.phase !== undefined) assignments.phase = report.phase;
  if (report.estimatedSecondsRemaining !== undefined) {
    // A job that is to stop has none any more.
    assignments.estimated_seconds_remaining = sql`case status
      when 'running' then cast(${report.estimatedSecondsRemaining} as bigint) end`;
  }
  if (report.total !== undefined) {
    // Never below what is already counted.
    assignments.progress_total =
      report.total === null
        ? null
        : sql`case when ${report.total} < progress_completed + progress_failed
                   then progress_completed + progress_failed else ${report.total} end`;
  }
  return builder
    .updateTable('jobs')
    .set(assignments)
    .where('id', '=', jobId)
    .where('status', 'in', writable)
    .where('attempt', '=', attempt)
    .returningAll();
}
