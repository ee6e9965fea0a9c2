import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { bulkAgainstSingleCancel } from './races/bulk-against-single-cancel.ts';
import { cancelAgainstCompletion } from './races/cancel-against-completion.ts';
import { cancelAgainstDelete } from './races/cancel-against-delete.ts';
import { cancelAgainstStart } from './races/cancel-against-start.ts';
import { oneJobPerKey } from './races/one-job-per-key.ts';
import { pagesWhileInserting } from './races/pages-while-inserting.ts';
import { parallelDeletes } from './races/parallel-deletes.ts';
import { readsDuringCancel } from './races/reads-during-cancel.ts';

/** The checks of `races`. A requirement without one does not compile. */
export const racesChecks = {
  'races/cancel-against-completion': cancelAgainstCompletion,
  'races/cancel-against-start': cancelAgainstStart,
  'races/reads-during-cancel': readsDuringCancel,
  'races/cancel-against-delete': cancelAgainstDelete,
  'races/parallel-deletes': parallelDeletes,
  'races/one-job-per-key': oneJobPerKey,
  'races/pages-while-inserting': pagesWhileInserting,
  'races/bulk-against-single-cancel': bulkAgainstSingleCancel,
} as const satisfies Record<Extract<RequirementId, `races/${string}`>, Check>;
