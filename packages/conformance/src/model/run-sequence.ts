import { setTimeout as pause } from 'node:timers/promises';
import { isTerminal, type JobStatus } from '@jobwire/contract';
import type { CheckContext } from '../runner/check-context.ts';
import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';
import { seenJob } from '../runner/seen-job.ts';
import { expectCreated } from '../steps/expect-created.ts';
import { allowedAnswers, type JobModel, possibleStatuses } from './job-model.ts';
import { type ModelCall, operationOf } from './model-call.ts';

/**
 * Sends one sequence of calls and holds each answer against what the model allows. Gives the exchanges.
 *
 * @throws CheckFailed at the first answer that the model does not allow
 */
export async function runSequence(
  context: CheckContext,
  calls: readonly ModelCall[],
  onExchange: (exchange: Exchange) => void,
): Promise<void> {
  const jobs: JobModel[] = [];
  for (const call of calls) {
    if (call.what === 'pause') {
      await pause(call.milliseconds);
    } else if (call.what === 'create') {
      const exchange = await context.call('createJob', { body: context.bodyOf(call.kind) });
      onExchange(exchange);
      const { id, status, version = 0 } = expectCreated(exchange);
      jobs.push({ id, status, version, promised: false, deleted: false });
    } else {
      const at = call.job % Math.max(1, jobs.length);
      const job = jobs[at];
      if (job === undefined) continue;
      const exchange = await context.call(operationOf[call.what], { jobId: job.id });
      onExchange(exchange);
      jobs[at] = after(call.what, job, exchange);
    }
  }
}

function after(what: 'get' | 'cancel' | 'delete' | 'results' | 'events', job: JobModel, exchange: Exchange): JobModel {
  const { statuses, because } = allowedAnswers(what, job);
  if (!statuses.includes(exchange.status)) {
    const expected = `${statuses.join(' or ')} to ${what}, since ${because}`;
    throw new CheckFailed({ expected, actual: problemLine(exchange), exchange });
  }
  if (exchange.status === 204) return { ...job, deleted: true };
  const shown = shownJob(exchange);
  if (shown === null) {
    const sealed = (exchange.body as { sealed?: unknown } | undefined)?.sealed;
    if (what === 'results' && exchange.status === 200 && isTerminal(job.status) && sealed !== true) {
      const expected = `\`sealed\` true, since the job was ${job.status}`;
      throw new CheckFailed({ expected, actual: String(sealed), exchange });
    }
    return job;
  }
  const possible = possibleStatuses({
    ...job,
    promised: job.promised || (what === 'cancel' && exchange.status === 200),
  });
  if (!possible.includes(shown.status)) {
    const expected = `the job ${possible.join(' or ')}, since ${because}`;
    throw new CheckFailed({ expected, actual: shown.status, exchange });
  }
  if (shown.version < job.version) {
    throw new CheckFailed({
      expected: `version ${job.version} or later`,
      actual: `version ${shown.version}`,
      exchange,
    });
  }
  return { ...job, ...shown, promised: job.promised || (what === 'cancel' && exchange.status === 200) };
}

function shownJob({ body, status }: Exchange): { readonly status: JobStatus; readonly version: number } | null {
  const inside = status === 409 ? (body as { job?: unknown } | undefined)?.job : body;
  const job = seenJob(inside);
  return job === null ? null : { status: job.status, version: job.version ?? 0 };
}
