import type { ConformanceClass } from '@jobwire/contract';
import { conformanceClassNames } from '@jobwire/contract';
import type { Fault } from '../faults.ts';
import type { TinyOptions } from '../tiny-server.ts';

const without = (...left: readonly ConformanceClass[]) => conformanceClassNames.filter((name) => !left.includes(name));

/** What a fault needs to be seen: a server that does not serve everything, or that soon has enough. */
const special: Readonly<Partial<Record<Fault, TinyOptions>>> = {
  'an operation that is not served answers 403': { classes: without('delete') },
  'members of a class that is not served are overlooked': { classes: without('scheduling', 'webhooks') },
  'headers of a class that is not served are refused': { classes: without('idempotency', 'wait') },
  'more answers are held than the cap allows': { waitersPerOrganization: 12 },
  'the rate limit is told and not kept': { requestsPerMinute: 300 },
  'an answer of 429 does not tell when to repeat': { requestsPerMinute: 300 },
  'an answer of 429 tells too early a time': { requestsPerMinute: 300 },
  'the rate limit is one for all organizations': { requestsPerMinute: 300 },
};

/** How the server with this fault is started. */
export function optionsFor(fault: Fault): TinyOptions {
  return { ...special[fault], fault };
}
