import { answersNarrowed } from './answers-narrowed.ts';
import { classesChanged } from './classes-changed.ts';
import { defaultsChanged } from './defaults-changed.ts';
import { headersRequired } from './headers-required.ts';
import { lifecycleChanged } from './lifecycle-changed.ts';
import { operationsChanged } from './operations-changed.ts';
import { problemsChanged } from './problems-changed.ts';
import { requestsWidened } from './requests-widened.ts';
import type { Rule } from './rule.ts';

/** The rules of our own. */
export const rules: readonly Rule[] = [
  answersNarrowed,
  headersRequired,
  requestsWidened,
  defaultsChanged,
  operationsChanged,
  classesChanged,
  lifecycleChanged,
  problemsChanged,
];
