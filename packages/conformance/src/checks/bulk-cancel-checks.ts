import type { RequirementId } from '../requirements/requirements.ts';
import { countsAgree } from './bulk-cancel/counts-agree.ts';
import { eitherIdsOrFilter } from './bulk-cancel/either-ids-or-filter.ts';
import { emptyFilterAnswers400 } from './bulk-cancel/empty-filter-answers-400.ts';
import { filterAnswersCountsOnly } from './bulk-cancel/filter-answers-counts-only.ts';
import { filterByStatus } from './bulk-cancel/filter-by-status.ts';
import { filterByTimeAndType } from './bulk-cancel/filter-by-time-and-type.ts';
import { filterCancelsAllThatMatch } from './bulk-cancel/filter-cancels-all-that-match.ts';
import { filterReachesOwnJobsOnly } from './bulk-cancel/filter-reaches-own-jobs-only.ts';
import { filterSparesTheOthers } from './bulk-cancel/filter-spares-the-others.ts';
import { foreignIsNotFound } from './bulk-cancel/foreign-is-not-found.ts';
import { idsAre1To100 } from './bulk-cancel/ids-are-1-to-100.ts';
import { idsInOrder } from './bulk-cancel/ids-in-order.ts';
import { outcomesPerStatus } from './bulk-cancel/outcomes-per-status.ts';
import { promiseIsKept } from './bulk-cancel/promise-is-kept.ts';
import { reasonIsKept } from './bulk-cancel/reason-is-kept.ts';
import { refusedCancelsNothing } from './bulk-cancel/refused-cancels-nothing.ts';
import { repeatMovesNothing } from './bulk-cancel/repeat-moves-nothing.ts';
import type { Check } from './check.ts';

/** The checks of `bulk-cancel`. A requirement without one does not compile. */
export const bulkCancelChecks = {
  'bulk-cancel/ids-in-order': idsInOrder,
  'bulk-cancel/outcomes-per-status': outcomesPerStatus,
  'bulk-cancel/counts-agree': countsAgree,
  'bulk-cancel/promise-is-kept': promiseIsKept,
  'bulk-cancel/repeat-moves-nothing': repeatMovesNothing,
  'bulk-cancel/reason-is-kept': reasonIsKept,
  'bulk-cancel/filter-cancels-all-that-match': filterCancelsAllThatMatch,
  'bulk-cancel/filter-spares-the-others': filterSparesTheOthers,
  'bulk-cancel/filter-answers-counts-only': filterAnswersCountsOnly,
  'bulk-cancel/filter-by-status': filterByStatus,
  'bulk-cancel/filter-by-time-and-type': filterByTimeAndType,
  'bulk-cancel/foreign-is-not-found': foreignIsNotFound,
  'bulk-cancel/filter-reaches-own-jobs-only': filterReachesOwnJobsOnly,
  'bulk-cancel/either-ids-or-filter': eitherIdsOrFilter,
  'bulk-cancel/empty-filter-answers-400': emptyFilterAnswers400,
  'bulk-cancel/ids-are-1-to-100': idsAre1To100,
  'bulk-cancel/refused-cancels-nothing': refusedCancelsNothing,
} as const satisfies Record<Extract<RequirementId, `bulk-cancel/${string}`>, Check>;
