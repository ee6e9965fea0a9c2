import { checks } from '../checks/checks.ts';
import { type ConformanceReport, reportOn } from '../report/conformance-report.ts';
import type { Verdict } from '../report/verdict.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { type RequirementId, requirements } from '../requirements/requirements.ts';
import { CheckFailed } from './check-failed.ts';
import { CheckSkipped } from './check-skipped.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { prepareRun, type Run } from './prepare-run.ts';
import type { RunOptions } from './run-options.ts';

/**
 * Tries every requirement against a server, one after the other, and cancels the jobs it leaves running.
 *
 * @throws ConformanceSetupError when the run cannot be carried out, which says nothing about the server
 */
export async function runConformance(options: RunOptions): Promise<ConformanceReport> {
  const run = await prepareRun(options);
  const verdicts: Verdict[] = [];
  for (const requirement of requirements) {
    const verdict = await judge(requirement, run);
    verdicts.push(verdict);
    options.onVerdict?.(verdict);
  }
  return reportOn(verdicts);
}

async function judge(requirement: Requirement & { readonly id: RequirementId }, run: Run): Promise<Verdict> {
  if (!run.serves(requirement.class)) {
    return { requirement, outcome: 'skipped', reason: `the server does not serve class ${requirement.class}` };
  }
  try {
    await checks[requirement.id](run.context);
    return { requirement, outcome: 'passed' };
  } catch (error) {
    if (error instanceof CheckSkipped) {
      return { requirement, outcome: 'skipped', reason: error.message };
    }
    if (error instanceof CheckFailed) {
      return { requirement, outcome: 'failed', failures: error.failures };
    }
    if (error instanceof NoAnswerError) {
      return await judgeNoAnswer(requirement, run, error);
    }
    throw error;
  } finally {
    await run.cancelOpenJobs();
  }
}

/** One request without an answer is a fault of the server; a server that answers nothing any more is a broken run. */
async function judgeNoAnswer(requirement: Requirement, run: Run, unanswered: NoAnswerError): Promise<Verdict> {
  try {
    await run.context.call('getCapabilities');
  } catch (error) {
    if (error instanceof NoAnswerError) {
      throw new ConformanceSetupError(
        `The server stopped answering during ${requirement.id}: ${unanswered.message}. Start it again and repeat the run.`,
      );
    }
    throw error;
  }
  const failure = { expected: 'an answer', actual: `none: ${unanswered.message}`, exchange: null };
  return { requirement, outcome: 'failed', failures: [failure] };
}
