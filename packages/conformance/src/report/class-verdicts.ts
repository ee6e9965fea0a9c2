import { type ConformanceClass, conformanceClassNames } from '@jobwire/contract';
import type { ConformanceReport } from './conformance-report.ts';
import type { Verdict } from './verdict.ts';

/** What a run says about one conformance class. */
export interface ClassVerdict {
  readonly name: ConformanceClass;
  /** `untried` when every requirement of the class was skipped or not asked for, or the run ended before it came to all. */
  readonly outcome: 'passed' | 'failed' | 'untried';
  readonly passed: number;
  /** How many of level `must` were broken. */
  readonly failed: number;
  /** How many of level `should` were broken, which costs no verdict. */
  readonly warned: number;
  readonly skipped: number;
}

/** The verdict for each class, in the order of the contract. */
export function classVerdicts({ verdicts }: Pick<ConformanceReport, 'verdicts'>): ClassVerdict[] {
  return conformanceClassNames.map((name) => {
    const own = verdicts.filter(({ requirement }) => requirement.class === name);
    const broken = own.filter(({ outcome }) => outcome === 'failed');
    const failed = broken.filter(({ requirement }) => requirement.level === 'must').length;
    const passed = own.filter(({ outcome }) => outcome === 'passed').length;
    return {
      name,
      outcome: failed > 0 ? 'failed' : passed > 0 && !own.some(isUntried) ? 'passed' : 'untried',
      passed,
      failed,
      warned: broken.length - failed,
      skipped: own.length - passed - broken.length,
    };
  });
}

function isUntried(verdict: Verdict): boolean {
  return verdict.outcome === 'skipped' && verdict.untried === true;
}
