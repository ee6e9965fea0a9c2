import type { Failure } from '../../report/verdict.ts';
import { CheckFailed } from '../../runner/check-failed.ts';
import { responseFaults } from '../../validation/response-faults.ts';
import type { Check } from '../check.ts';

/** A server that is wrong in many ways is shown the first of them. */
const shownFailures = 10;

/** Holds every answer of the run against the contract. It runs last, and shows each fault once per operation and status. */
export const valid: Check = async ({ exchanges }) => {
  const failures = new Map<string, Failure>();
  for (const exchange of exchanges) {
    for (const fault of responseFaults(exchange)) {
      const name = `${exchange.operationId} ${exchange.status} ${fault.expected}`;
      if (!failures.has(name)) {
        failures.set(name, { ...fault, exchange });
      }
    }
  }
  if (failures.size > 0) {
    throw new CheckFailed(...[...failures.values()].slice(0, shownFailures));
  }
};
