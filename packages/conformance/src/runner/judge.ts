import { checks } from '../checks/checks.ts';
import type { Verdict } from '../report/verdict.ts';
import { CheckFailed } from './check-failed.ts';
import { CheckSkipped } from './check-skipped.ts';
import type { ChosenRequirement } from './chosen-requirements.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import { NoAnswerError } from './no-answer-error.ts';
import type { Run } from './prepare-run.ts';

/**
 * Tries one requirement, and cleans up behind its check.
 *
 * @throws ConformanceSetupError when the run as a whole cannot go on
 */
export async function judge(requirement: ChosenRequirement, run: Run): Promise<Verdict> {
  const began = performance.now();
  const outcome = await outcomeOf(requirement, run);
  return { requirement, ...outcome, tookMs: Math.round(performance.now() - began) } as Verdict;
}

type Outcome =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly failures: CheckFailed['failures'] }
  | { readonly outcome: 'skipped'; readonly reason: string };

async function outcomeOf(requirement: ChosenRequirement, run: Run): Promise<Outcome> {
  if (!run.serves(requirement.class)) {
    return { outcome: 'skipped', reason: `the server does not serve class ${requirement.class}` };
  }
  const { context, cleanUp } = run.contextFor(requirement.id);
  try {
    await checks[requirement.id](context);
    return { outcome: 'passed' };
  } catch (error) {
    if (error instanceof CheckSkipped) {
      return { outcome: 'skipped', reason: error.message };
    }
    if (error instanceof CheckFailed) {
      return { outcome: 'failed', failures: error.failures };
    }
    if (error instanceof NoAnswerError) {
      return await judgeNoAnswer(requirement, run, error);
    }
    throw error;
  } finally {
    await cleanUp();
  }
}

/** One request without an answer is a fault of the server; a server that answers nothing any more is a broken run. */
async function judgeNoAnswer(requirement: ChosenRequirement, run: Run, unanswered: NoAnswerError): Promise<Outcome> {
  if (!(await run.isAnswered())) {
    throw new ConformanceSetupError(
      `The server stopped answering during ${requirement.id}: ${unanswered.message}. Start it again and repeat the run.`,
    );
  }
  const failure = { expected: 'an answer', actual: `none: ${unanswered.message}`, exchange: null };
  return { outcome: 'failed', failures: [failure] };
}
