import type { JobStatus } from '@jobwire/contract';
import type { CheckContext } from '../runner/check-context.ts';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import { untilTerminal } from './ended-job.ts';
import { expectEqual } from './expect-equal.ts';
import type { Reading } from './poll-job.ts';

/** How often a job that was given has to end otherwise before it is taken for the wrong job. */
const tries = 3;

/** A quick job that runs longer than this is no quick job; 10 s are asked for. */
const quickMs = 20_000;

/**
 * Ends the check as failed unless a job ends by itself in this status.
 *
 * @throws ConformanceSetupError when the job was given for the run and ends otherwise each time: it may be the wrong one
 */
export async function expectOwnEnd(context: CheckContext, kind: 'quick' | 'failing', status: JobStatus): Promise<void> {
  const first = await ownEnd(context, kind);
  if (context.isGiven(kind) && first.job.status !== status) {
    const others = first.inTime ? [await ownEnd(context, kind), await ownEnd(context, kind)] : [];
    if (others.every(({ job }) => job.status !== status)) {
      throw new ConformanceSetupError(
        `The ${kind} job ${first.inTime ? `ended as ${first.job.status} ${tries} times` : `is still ${first.job.status}`}, and was to end as ${status}. Give \`jobs.${kind}\` that does; if it does elsewhere, this server breaks the contract.`,
      );
    }
  }
  expectEqual(`the end of a ${kind} job`, first.job.status, status, first.exchange);
}

async function ownEnd(context: CheckContext, kind: 'quick' | 'failing'): Promise<Reading & { inTime: boolean }> {
  const { id } = await context.startJob(kind);
  let runsSinceMs: number | null = null;
  const reading = await untilTerminal(context, id, ({ status }) => {
    if (status === 'running') runsSinceMs ??= performance.now();
  });
  const ranMs = runsSinceMs === null ? 0 : performance.now() - runsSinceMs;
  if (kind === 'quick' && context.isGiven(kind) && ranMs > quickMs) {
    throw new ConformanceSetupError(
      `The quick job ran for ${Math.round(ranMs / 1_000)} s. Give \`jobs.quick\` that completes within 10 s.`,
    );
  }
  return reading;
}
