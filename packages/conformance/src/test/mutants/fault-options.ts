import type { ConformanceClass } from '@jobwire/contract';
import { conformanceClassNames } from '@jobwire/contract';
import type { Fault } from '../faults.ts';
import type { TinyOptions } from '../tiny-server.ts';

const without = (...left: readonly ConformanceClass[]) => conformanceClassNames.filter((name) => !left.includes(name));

/** Passes its limit with a few hundred requests, and is ready again after some seconds. */
const soonEnough: TinyOptions = { requestsPerMinute: 6_000, rateWindowMs: 5_000 };

/** What a fault needs to be seen: a server that does not serve everything, or that soon has enough. */
const special: Readonly<Partial<Record<Fault, TinyOptions>>> = {
  'an operation that is not served answers 403': { classes: without('delete') },
  'members of a class that is not served are overlooked': { classes: without('scheduling', 'webhooks') },
  'headers of a class that is not served are refused': { classes: without('idempotency', 'wait') },
  'more answers are held than the cap allows': { waitersPerOrganization: 12 },
  'a queued job that was cancelled runs': { claimDelayMs: 300 },
  'equal jobs are taken for one': { claimDelayMs: 200 },
  'a cancel that meets the claim of its job answers 409': { claimDelayMs: 120 },
  'reads during a cancel show now one status and now another': { stopMs: 600 },
  'a deadline ends a job that is cancelling': { graceMs: 7_000 },
  'the rate limit is told and not kept': soonEnough,
  'an answer of 429 does not tell when to repeat': soonEnough,
  'an answer of 429 tells too early a time': soonEnough,
  'the rate limit is one for all organizations': soonEnough,
};

/** How the server with this fault is started. */
export function optionsFor(fault: Fault): TinyOptions {
  return { ...special[fault], fault };
}

/** Faults after which a server does not answer the kit any more as it should, whatever it asks. */
const spoiling: readonly Fault[] = ['the rate limit is one for all organizations'];

/** Whether the kit is to try nothing but the requirement that the fault breaks. */
export function isTriedAlone(fault: Fault): boolean {
  return spoiling.includes(fault);
}
