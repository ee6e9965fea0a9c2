import type { Failure } from '../report/verdict.ts';
import type { RequirementId } from '../requirements/requirements.ts';
import type { CheckContext } from '../runner/check-context.ts';
import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';
import type { ResponseFault } from './response-fault.ts';
import { responseFaults } from './response-faults.ts';

/** A server that is wrong in many ways is shown the first of them. */
const shownFailures = 10;

const judged = new WeakMap<Exchange, readonly ResponseFault[]>();

/** Holds every answer of the run against one requirement, and shows each fault once per operation and status. */
export function judgeResponses(
  { exchanges }: CheckContext,
  requirement: Extract<RequirementId, `responses/${string}`>,
) {
  const failures = new Map<string, Failure>();
  for (const exchange of exchanges) {
    for (const fault of faultsOf(exchange)) {
      const name = `${exchange.operationId} ${exchange.status} ${fault.expected}`;
      if (fault.requirement === requirement && !failures.has(name)) {
        failures.set(name, { expected: `${placeOf(exchange)}: ${fault.expected}`, actual: fault.actual, exchange });
      }
    }
  }
  if (failures.size > 0) {
    throw new CheckFailed(...[...failures.values()].slice(0, shownFailures));
  }
}

/** The operation and the status of an answer, as a person looks them up in the contract. */
function placeOf({ operationId, method, url, status }: Exchange): string {
  return `in ${status} to ${operationId ?? `${method} ${new URL(url).pathname}`}`;
}

/** Each answer is held against the contract once, however many requirements ask. */
function faultsOf(exchange: Exchange): readonly ResponseFault[] {
  const faults = judged.get(exchange) ?? responseFaults(exchange);
  judged.set(exchange, faults);
  return faults;
}
