import { areaOf } from '../../requirements/area-of.ts';
import { type RequirementId, requirements } from '../../requirements/requirements.ts';
import { runConformance } from '../../runner/run-conformance.ts';
import type { Suffering } from '../faults/fault-table.ts';
import { type Fault, faults } from '../faults.ts';
import { tinyRun } from '../tiny-run.ts';
import { startTinyServer } from '../tiny-server.ts';
import { isTriedAlone, optionsFor } from './fault-options.ts';
import { StallWatch } from './stall-watch.ts';

/** What the kit said about a server with one fault. */
export interface MutantResult {
  readonly fault: Fault;
  /** The requirement that the fault breaks. */
  readonly requirement: RequirementId;
  readonly failed: readonly RequirementId[];
  /** Whether the kit named the requirement. */
  readonly caught: boolean;
  /** What the kit named beside it that the fault does not break. */
  readonly wronglyNamed: readonly RequirementId[];
  /** Whether holding each answer against the contract, and nothing else, would have shown a fault. */
  readonly caughtBySchemas: boolean;
  /** Why the run could not be carried out to its end; null when it was. */
  readonly error: string | null;
  readonly tookMs: number;
}

/** What a proxy can see that validates every answer by itself. */
const schemaRequirements: readonly RequirementId[] = [
  'responses/status-declared',
  'responses/media-type',
  'responses/body-fits-schema',
  'responses/empty-where-declared',
  'responses/request-id-present',
  'responses/headers-present',
  'responses/headers-fit-schema',
];

/** Areas that are judged by every answer of a run, whatever it tries. */
const judgedByAll: readonly string[] = ['responses', 'job', 'history'];

/** What to try so that there are answers to judge. */
const trying: readonly string[] = ['create', 'get', 'lifecycle', 'cancel', 'results', 'paths'];

/** How often a mutant is tried when the process stands still meanwhile. */
const mostTries = 4;

/** Runs the kit against a server with one fault: all of it, or the areas of what the fault breaks. */
export async function runMutant(fault: Fault, { whole = false } = {}): Promise<MutantResult> {
  for (let count = 1; ; count += 1) {
    const watch = new StallWatch();
    const result = await tryMutant(fault, whole);
    if (!watch.end() || count === mostTries) {
      return result;
    }
  }
}

async function tryMutant(fault: Fault, whole: boolean): Promise<MutantResult> {
  const [requirement, ...suffering]: readonly [RequirementId, ...Suffering[]] = faults[fault];
  const began = performance.now();
  const { baseUrl, close } = await startTinyServer(optionsFor(fault));
  let failed: RequirementId[] = [];
  let error: string | null = null;
  try {
    const only = chosenFor(fault, whole);
    const { verdicts } = await runConformance(tinyRun({ baseUrl, ...(only === undefined ? {} : { only }) }));
    failed = verdicts
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ requirement: broken }) => broken.id as RequirementId);
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    await close();
  }
  return {
    fault,
    requirement,
    failed,
    caught: failed.includes(requirement),
    wronglyNamed: wronglyNamed(fault, failed, suffering),
    caughtBySchemas: failed.some((id) => schemaRequirements.includes(id)),
    error,
    tookMs: Math.round(performance.now() - began),
  };
}

/** Names that the fault does not explain. What it drags along in areas that are otherwise not tried with it is not listed. */
function wronglyNamed(
  fault: Fault,
  failed: readonly RequirementId[],
  suffering: readonly Suffering[],
): RequirementId[] {
  const areas = areasAround(faults[fault]);
  return failed.filter(
    (id) =>
      id !== faults[fault][0] &&
      areas.has(areaOf(id)) &&
      !suffering.some((one) => one === id || one === `${areaOf(id)}/*`),
  );
}

/** What the kit tries against a mutant; undefined for everything. */
function chosenFor(fault: Fault, whole: boolean): RequirementId[] | undefined {
  if (isTriedAlone(fault)) {
    return [faults[fault][0]];
  }
  const areas = areasAround(faults[fault]);
  return whole ? undefined : requirements.map(({ id }) => id).filter((id) => areas.has(areaOf(id)));
}

/** The areas of what a fault breaks and what suffers with it, and those that are judged by every answer. */
function areasAround(ids: readonly string[]): ReadonlySet<string> {
  const isJudgedByAll = ids.slice(0, 1).some((id) => judgedByAll.includes(areaOf(id)));
  return new Set([...ids.map(areaOf), ...judgedByAll, ...(isJudgedByAll ? trying : [])]);
}
