import { type JobStatus, type TerminalJobStatus, terminalJobStatuses } from './generated/lifecycle.ts';

export * from './generated/lifecycle.ts';

const terminal: ReadonlySet<string> = new Set(terminalJobStatuses);

/** Whether no transition leaves this status. */
export function isTerminal(status: JobStatus): status is TerminalJobStatus {
  return terminal.has(status);
}
