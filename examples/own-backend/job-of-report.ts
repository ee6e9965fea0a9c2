import { isTerminal, type Job } from '@jobwire/contract';
import type { Report } from './report.ts';

/** A report in the words of the contract. */
export function jobOfReport(report: Report): Job {
  const self = `/v1/jobs/${report.id}`;
  const terminal = isTerminal(report.status);
  return {
    id: report.id,
    object: 'job',
    type: 'reports.render',
    name: report.name,
    status: report.status,
    terminal,
    version: report.version,
    attempt: report.attempt,
    max_attempts: report.maxAttempts,
    priority: report.priority,
    organization_id: report.organizationId,
    metadata: report.metadata,
    progress: { total: report.input.pages, completed: report.pagesDone, failed: 0 },
    phase: null,
    estimated_seconds_remaining: null,
    error: report.error,
    cancellation: report.cancellation,
    created_at: report.createdAt,
    scheduled_for: null,
    started_at: report.startedAt,
    finished_at: report.finishedAt,
    deadline_at: null,
    expires_at: null,
    links: {
      self,
      results: `${self}/results`,
      events: `${self}/events`,
      cancel: terminal ? null : `${self}/cancel`,
    },
  };
}

/** The headers of every answer about one report: its tag, and when to ask again while it is open. */
export function headersOfReport({ version, status }: Report, form: 'plain' | 'with_input' = 'plain') {
  const tag = form === 'plain' ? `"${version}"` : `"${version}-input"`;
  return { ETag: tag, ...(isTerminal(status) ? {} : { 'Retry-After': '1' }) };
}
