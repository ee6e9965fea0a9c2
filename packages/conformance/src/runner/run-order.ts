import { areaOf } from '../requirements/area-of.ts';
import type { RequirementId } from '../requirements/requirements.ts';

/** In which part of a run a check is tried. */
export type RunPart = 'together' | 'alone' | 'last';

/** Requirements of these areas are judged by all that was seen, when all of it was seen. */
const judgedLast: readonly string[] = ['responses', 'job', 'history'];

/** Checks that need the server for themselves, since they use up what it allows to all. */
const alone: readonly RequirementId[] = [
  'wait/over-the-cap-answers-at-once',
  'rate-limit/remaining-goes-down',
  'rate-limit/exceeded-answers-429',
  'rate-limit/retry-after-holds',
  'rate-limit/per-organization',
];

/** Areas whose checks take long whatever the server does, so that the others are done meanwhile. */
const longOnes: readonly string[] = ['webhooks', 'scheduling', 'wait', 'model', 'stream', 'races'];
const longest: readonly RequirementId[] = ['cancel/forced-at-the-bound', 'scheduling/deadline-while-cancelling'];

/** When a check is tried. */
export function partOf(id: RequirementId): RunPart {
  if (judgedLast.includes(areaOf(id))) return 'last';
  return alone.includes(id) ? 'alone' : 'together';
}

/** What a run tries, those that take long first. */
export function inRunOrder(ids: readonly RequirementId[]): RequirementId[] {
  const rank = (id: RequirementId) => (longest.includes(id) ? 0 : longOnes.includes(areaOf(id)) ? 1 : 2);
  return [...ids].sort((one, other) => rank(one) - rank(other));
}
