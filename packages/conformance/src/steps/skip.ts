import type { ConformanceClass } from '@jobwire/contract';
import type { Caller } from '../runner/caller.ts';
import type { CheckContext } from '../runner/check-context.ts';
import { CheckSkipped } from '../runner/check-skipped.ts';

/** Ends the check, since it cannot be tried here. */
export function skip(reason: string): never {
  throw new CheckSkipped(reason);
}

/** Ends the check unless the server serves this class too. */
export function needClass(context: CheckContext, conformanceClass: ConformanceClass): void {
  if (!context.serves(conformanceClass)) {
    skip(`the server does not serve class ${conformanceClass}`);
  }
}

/** The caller with the key of another organization. Ends the check when there is none. */
export function needForeign({ callForeign }: CheckContext): Caller {
  return callForeign ?? skip('no foreign key was given');
}

/** The caller with the read-only key. Ends the check when there is none. */
export function needReadOnly({ callReadOnly }: CheckContext): Caller {
  return callReadOnly ?? skip('no read-only key was given');
}
