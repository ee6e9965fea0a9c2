import type { SqlDatabase } from '../sql-database.ts';
import { attemptStatements } from './attempt-statements.ts';
import { backlogStatements } from './backlog-statements.ts';
import { dueStatements } from './due-statements.ts';
import { idempotencyStatements } from './idempotency-statements.ts';
import { jobStatements } from './job-statements.ts';
import { overdueStatements } from './overdue-statements.ts';
import { resultStatements } from './result-statements.ts';
import { retentionStatements } from './retention-statements.ts';

export type Statements = ReturnType<typeof prepareStatements>;

/** The statements of fixed shape, each compiled once. A write that names an attempt carries its guard in its `where`. */
export function prepareStatements({ builder, locksRows }: Pick<SqlDatabase, 'builder' | 'locksRows'>) {
  return {
    ...jobStatements(builder),
    ...attemptStatements(builder, locksRows),
    ...resultStatements(builder, locksRows),
    ...idempotencyStatements(builder, locksRows),
    ...retentionStatements(builder, locksRows),
    ...dueStatements(builder, locksRows),
    ...overdueStatements(builder),
    ...backlogStatements(builder),
  };
}
