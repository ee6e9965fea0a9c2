import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from './report.ts';

export type NewReport = Pick<Report, 'organizationId' | 'input' | 'name' | 'metadata' | 'priority' | 'maxAttempts'>;

/** Renders reports, a few at a time, in memory. Put your own table and your own workers here. */
export class ReportQueue {
  readonly #reports = new Map<string, Report>();
  readonly #waiting: Report[] = [];
  readonly #stops = new Map<string, AbortController>();
  #running = 0;
  readonly slots: number;
  readonly graceMs: number;

  constructor({ slots = 4, graceMs = 30_000 } = {}) {
    this.slots = slots;
    this.graceMs = graceMs;
  }

  create(wanted: NewReport): Report {
    const report: Report = {
      ...wanted,
      id: `report_${randomUUID().replaceAll('-', '')}`,
      createdAt: now(),
      status: 'queued',
      version: 1,
      attempt: 0,
      pagesDone: 0,
      error: null,
      cancellation: null,
      startedAt: null,
      finishedAt: null,
    };
    this.#reports.set(report.id, report);
    this.#waiting.push(report);
    // The caller is answered first: a job that was just created is queued.
    setImmediate(() => this.#fill());
    return structuredClone(report);
  }

  /** A report of another organization is not found. */
  find(organizationId: string, id: string): Report | null {
    const report = this.#reports.get(id);
    return report?.organizationId === organizationId ? structuredClone(report) : null;
  }

  /** The report after the cancel, or as it had ended before; null when there is none. */
  cancel(organizationId: string, id: string, reason: string | null): { report: Report; accepted: boolean } | null {
    const report = this.#reports.get(id);
    if (report?.organizationId !== organizationId) return null;
    const { status } = report;
    if (status === 'queued' || status === 'running') {
      const deadlineAt = status === 'running' ? new Date(Date.now() + this.graceMs).toISOString() : null;
      report.cancellation = { requested_at: now(), reason, deadline_at: deadlineAt, stopped_at: null, forced: false };
      change(report, status === 'running' ? 'cancelling' : 'cancelled');
    }
    if (report.status === 'cancelling') {
      this.#stops.get(id)?.abort();
      if (status === 'running') setTimeout(() => forceEnd(report), this.graceMs).unref();
    }
    return { report: structuredClone(report), accepted: report.cancellation !== null };
  }

  #fill(): void {
    while (this.#running < this.slots) {
      // Among those of one priority, the sort keeps their order.
      const report = this.#waiting.sort((one, other) => other.priority - one.priority).shift();
      if (report === undefined) return;
      if (report.status === 'queued') void this.#render(report);
    }
  }

  async #render(report: Report): Promise<void> {
    this.#running += 1;
    const stop = new AbortController();
    this.#stops.set(report.id, stop);
    report.attempt += 1;
    report.startedAt = now();
    change(report, 'running');
    try {
      const { pages, page_ms, broken_page } = report.input;
      for (let page = 1; page <= pages; page += 1) {
        await sleep(page_ms, undefined, { signal: stop.signal });
        if (page === broken_page) throw new Error(`Page ${page} cannot be rendered.`);
        report.pagesDone = page;
        report.version += 1;
      }
      // Cancel and finish compete here. In SQL: update … set status = 'completed' where id = … and status = 'running'.
      if (report.status === 'running') change(report, 'completed');
    } catch (error) {
      if (report.status === 'running') {
        report.error = { code: 'page_broken', message: (error as Error).message, retryable: false, details: null };
        change(report, 'failed');
      }
    } finally {
      this.#stops.delete(report.id);
      this.#running -= 1;
      stopConfirmed(report);
      this.#fill();
    }
  }
}

function stopConfirmed(report: Report): void {
  if (report.cancellation === null) return;
  report.cancellation = { ...report.cancellation, stopped_at: now() };
  if (report.status === 'cancelling') change(report, 'cancelled');
  else report.version += 1;
}

/** The worker has not stopped at the bound; the job ends all the same. */
function forceEnd(report: Report): void {
  if (report.status !== 'cancelling' || report.cancellation === null) return;
  report.cancellation = { ...report.cancellation, forced: true };
  change(report, 'cancelled');
}

function change(report: Report, status: Report['status']): void {
  report.status = status;
  report.version += 1;
  if (status !== 'queued' && status !== 'running' && status !== 'cancelling') report.finishedAt = now();
}

function now(): string {
  return new Date().toISOString();
}
