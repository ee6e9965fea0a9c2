import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { agreesWithGet } from './list/agrees-with-get.ts';
import { answers200 } from './list/answers-200.ts';
import { brokenFilterAnswers400 } from './list/broken-filter-answers-400.ts';
import { cursorExactlyWhenMore } from './list/cursor-exactly-when-more.ts';
import { cursorOfOtherOrganizationAnswers400 } from './list/cursor-of-other-organization-answers-400.ts';
import { cursorWithOtherFilterAnswers400 } from './list/cursor-with-other-filter-answers-400.ts';
import { cursorWithOtherLimit } from './list/cursor-with-other-limit.ts';
import { cursorWithOtherOrderAnswers400 } from './list/cursor-with-other-order-answers-400.ts';
import { filterByCreationTime } from './list/filter-by-creation-time.ts';
import { filterByMetadata } from './list/filter-by-metadata.ts';
import { filterByStatus } from './list/filter-by-status.ts';
import { filterByType } from './list/filter-by-type.ts';
import { filtersAllMatch } from './list/filters-all-match.ts';
import { limitRange } from './list/limit-range.ts';
import { madeUpCursorAnswers400 } from './list/made-up-cursor-answers-400.ts';
import { newestFirst } from './list/newest-first.ts';
import { pagesShowEachJobOnce } from './list/pages-show-each-job-once.ts';
import { refusedCreatesNothing } from './list/refused-creates-nothing.ts';
import { showsOwnJobsOnly } from './list/shows-own-jobs-only.ts';

/** The checks of `list`. A requirement without one does not compile. */
export const listChecks = {
  'list/answers-200': answers200,
  'list/agrees-with-get': agreesWithGet,
  'list/newest-first': newestFirst,
  'list/limit-range': limitRange,
  'list/cursor-exactly-when-more': cursorExactlyWhenMore,
  'list/pages-show-each-job-once': pagesShowEachJobOnce,
  'list/cursor-with-other-limit': cursorWithOtherLimit,
  'list/cursor-with-other-filter-answers-400': cursorWithOtherFilterAnswers400,
  'list/cursor-with-other-order-answers-400': cursorWithOtherOrderAnswers400,
  'list/cursor-of-other-organization-answers-400': cursorOfOtherOrganizationAnswers400,
  'list/made-up-cursor-answers-400': madeUpCursorAnswers400,
  'list/filter-by-status': filterByStatus,
  'list/filter-by-type': filterByType,
  'list/filter-by-metadata': filterByMetadata,
  'list/filter-by-creation-time': filterByCreationTime,
  'list/filters-all-match': filtersAllMatch,
  'list/broken-filter-answers-400': brokenFilterAnswers400,
  'list/shows-own-jobs-only': showsOwnJobsOnly,
  'list/refused-creates-nothing': refusedCreatesNothing,
} as const satisfies Record<Extract<RequirementId, `list/${string}`>, Check>;
