import type { CheckContext } from '../runner/check-context.ts';

/**
 * Tries one requirement. It returns when the server keeps it, and throws `CheckFailed` when the server breaks it, `CheckSkipped`
 * when it cannot be tried here, and `ConformanceSetupError` when nothing more can be tried.
 */
export type Check = (context: CheckContext) => Promise<void>;
