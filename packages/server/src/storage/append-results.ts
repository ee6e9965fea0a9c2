import type { Job } from '../domain/job.ts';
import type { NewJobResult } from '../domain/job-result.ts';
import { storedBytesOfResult } from '../domain/stored-bytes.ts';
import { jobFromRow, rowOfNewResult } from './job-rows.ts';
import type { SqlSession } from './sql-database.ts';
import type { Statements } from './statements/prepare-statements.ts';

/**
 * Appends results and counts them, in the transaction of the session. Returns the job and what was added to what it
 * occupies, or null when the attempt may not write any more.
 */
export async function appendResults(
  session: SqlSession,
  statements: Statements,
  { jobId, attempt }: { readonly jobId: string; readonly attempt: number },
  results: readonly NewJobResult[],
  locksRows: boolean,
): Promise<{ readonly job: Job; readonly storedBytes: number } | null> {
  if (locksRows && results.some(({ itemId }) => itemId !== null)) {
    // Another append of the same attempt must not come between the look for an item and its row.
    const [locked] = await session.run(statements.findWritableJob({ jobId, attempt }));
    if (locked === undefined) return null;
  }
  const fresh = await withoutEmitted(session, statements, jobId, results);
  if (fresh.length === 0) {
    const [unchanged] = await session.run(statements.findWritableJob({ jobId, attempt }));
    return unchanged === undefined ? null : { job: jobFromRow(unchanged), storedBytes: 0 };
  }
  const failed = fresh.filter((result) => result.status === 'failed').length;
  const bytes = fresh.reduce((sum, result) => sum + storedBytesOfResult(result), 0);
  const counts = { completed: fresh.length - failed, failed, bytes };
  const [row] = await session.run(statements.countResults({ jobId, attempt, ...counts }));
  if (row === undefined) return null;
  let position = row.progress_completed + row.progress_failed - fresh.length;
  for (const result of fresh) {
    await session.run(statements.insertResult(rowOfNewResult(jobId, position, result)));
    position += 1;
  }
  return { job: jobFromRow(row), storedBytes: bytes };
}

/** Those whose item the job does not have yet; the first of several for one item. */
async function withoutEmitted(
  session: SqlSession,
  statements: Statements,
  jobId: string,
  results: readonly NewJobResult[],
): Promise<NewJobResult[]> {
  const fresh: NewJobResult[] = [];
  const seen = new Set<string>();
  for (const result of results) {
    if (result.itemId !== null) {
      if (seen.has(result.itemId)) continue;
      seen.add(result.itemId);
      const emitted = await session.run(statements.findEmitted({ jobId, itemId: result.itemId }));
      if (emitted.length > 0) continue;
    }
    fresh.push(result);
  }
  return fresh;
}
