import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { cancelLinkExactlyWhileOpen } from './job/cancel-link-exactly-while-open.ts';
import { cancellationExactlyWhenCancelled } from './job/cancellation-exactly-when-cancelled.ts';
import { countsWithinTotal } from './job/counts-within-total.ts';
import { endsWithinBound } from './job/ends-within-bound.ts';
import { errorExactlyInFailed } from './job/error-exactly-in-failed.ts';
import { estimateOnlyWhileRunning } from './job/estimate-only-while-running.ts';
import { etagFollowsVersion } from './job/etag-follows-version.ts';
import { forcedOnlyAtBound } from './job/forced-only-at-bound.ts';
import { inputOnlyWhenAsked } from './job/input-only-when-asked.ts';
import { linksLeadToIt } from './job/links-lead-to-it.ts';
import { purgeTimeExactlyWhenTerminal } from './job/purge-time-exactly-when-terminal.ts';
import { retryAfterExactlyWhileOpen } from './job/retry-after-exactly-while-open.ts';
import { startedExactlyWhenClaimed } from './job/started-exactly-when-claimed.ts';
import { terminalExactlyWhenFinished } from './job/terminal-exactly-when-finished.ts';

/** The checks of `job`. A requirement without one does not compile. */
export const jobChecks = {
  'job/terminal-exactly-when-finished': terminalExactlyWhenFinished,
  'job/error-exactly-in-failed': errorExactlyInFailed,
  'job/cancellation-exactly-when-cancelled': cancellationExactlyWhenCancelled,
  'job/started-exactly-when-claimed': startedExactlyWhenClaimed,
  'job/counts-within-total': countsWithinTotal,
  'job/cancel-link-exactly-while-open': cancelLinkExactlyWhileOpen,
  'job/estimate-only-while-running': estimateOnlyWhileRunning,
  'job/purge-time-exactly-when-terminal': purgeTimeExactlyWhenTerminal,
  'job/input-only-when-asked': inputOnlyWhenAsked,
  'job/etag-follows-version': etagFollowsVersion,
  'job/retry-after-exactly-while-open': retryAfterExactlyWhileOpen,
  'job/ends-within-bound': endsWithinBound,
  'job/forced-only-at-bound': forcedOnlyAtBound,
  'job/links-lead-to-it': linksLeadToIt,
} as const satisfies Record<Extract<RequirementId, `job/${string}`>, Check>;
