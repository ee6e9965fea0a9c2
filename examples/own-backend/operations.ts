import { contractLimits } from '@jobwire/contract';
import { ContractProblem, defaultBodyLimits, notServed, type Operations, type Principal } from '@jobwire/server';
import { headersOfReport, jobOfReport } from './job-of-report.ts';
import { inputSchema, readInput } from './read-input.ts';
import type { Report } from './report.ts';
import type { ReportQueue } from './report-queue.ts';

/** Who calls. The router asks for `access`; the rest is up to you. */
export interface Caller extends Principal {
  readonly organizationId: string;
}

export function reportOperations(queue: ReportQueue): Operations<Caller> {
  const reportOf = ({ organizationId }: Caller, id: string): Report => {
    const report = queue.find(organizationId, id);
    if (report === null) throw new ContractProblem('job_not_found', `There is no job ${id}.`);
    return report;
  };

  return {
    createJob({ body, principal }) {
      if (body.type !== 'reports.render') refuse('type', 'names no type of this server');
      // Members of classes that this server does not serve.
      for (const name of ['scheduled_for', 'timeout_seconds', 'webhook'] as const) {
        if (body[name] !== undefined) refuse(name, 'is not served here');
      }
      const report = queue.create({
        organizationId: principal.organizationId,
        input: readInput(body.input),
        name: body.name ?? null,
        metadata: body.metadata ?? {},
        priority: body.priority ?? 5,
        maxAttempts: body.max_attempts ?? 3,
      });
      const job = jobOfReport(report);
      return { status: 201, headers: { ...headersOfReport(report), Location: job.links.self }, body: job };
    },

    getJob({ path, query, headers, principal }) {
      const report = reportOf(principal, path.job_id);
      const withInput = query.include?.includes('input') ?? false;
      const answer = headersOfReport(report, withInput ? 'with_input' : 'plain');
      const known = headers['If-None-Match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
      if (known.includes(answer.ETag) || known.includes('*')) return { status: 304, headers: answer };
      const job = jobOfReport(report);
      return { status: 200, headers: answer, body: withInput ? { ...job, input: { ...report.input } } : job };
    },

    cancelJob({ path, body, principal }) {
      const outcome = queue.cancel(principal.organizationId, path.job_id, body?.reason ?? null);
      if (outcome === null) throw new ContractProblem('job_not_found', `There is no job ${path.job_id}.`);
      const job = jobOfReport(outcome.report);
      if (!outcome.accepted) {
        throw new ContractProblem('job_already_terminal', `Job ${job.id} had ended as ${job.status}.`, { job });
      }
      return { status: 200, headers: headersOfReport(outcome.report), body: job };
    },

    getCapabilities() {
      return {
        status: 200,
        body: {
          object: 'capabilities',
          conformance_classes: ['core'],
          job_types: [
            { type: 'reports.render', description: 'Renders a report, page by page.', input_schema: inputSchema },
          ],
          cancellation_grace_seconds: Math.ceil(queue.graceMs / 1000),
          limits: {
            ...contractLimits,
            body_bytes: defaultBodyLimits.bytes,
            body_depth: defaultBodyLimits.depth,
            scheduled_ahead_seconds: 31_536_000,
            wait_seconds: 60,
            idempotency_ttl_seconds: 86_400,
            retention_seconds: null,
            waiters_per_organization: null,
            active_jobs_per_organization: null,
            stored_bytes_per_organization: null,
            requests_per_minute: null,
          },
        },
      };
    },

    listJobs: notServed,
    listJobResults: notServed,
    listJobEvents: notServed,
    cancelJobs: notServed,
    deleteJob: notServed,
  };
}

function refuse(name: string, message: string): never {
  throw new ContractProblem('validation_error', `The body at /${name} ${message}.`, {
    errors: [{ location: 'body', pointer: `/${name}`, message }],
  });
}
