import type { CheckContext } from '../runner/check-context.ts';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import { atOnce } from './at-once.ts';
import { fail } from './fail.ts';
import { skip } from './skip.ts';

/** One member of `RateLimit` or `RateLimit-Policy`. */
export interface RateLimitMember {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Reads a list of strings with parameters (RFC 9651), as far as these headers use it; null when it is something else. */
export function parseRateLimits(text: string): RateLimitMember[] | null {
  const members = text.split(',').map((part) => /^\s*"([^"]+)"((?:\s*;\s*[a-z*][a-z0-9_.*-]*=[^;,]+)*)\s*$/.exec(part));
  if (members.some((member) => member === null)) return null;
  return members.map((member) => ({
    name: member?.[1] ?? '',
    parameters: Object.fromEntries(
      [...(member?.[2] ?? '').matchAll(/;\s*([^=;\s]+)=([^;]+)/g)].map(([, name, value]) => [name, Number(value)]),
    ),
  }));
}

/** The kit sends at most so many requests to pass a limit. */
const mostRequests = 10_000;

/** Sends requests until one is refused, and gives that answer. The foreign organization is used up if there is one. */
export async function exceedLimit(context: CheckContext): Promise<Exchange> {
  const call = context.callForeign ?? context.call;
  const first = await call('getCapabilities', { unbounded: true });
  if (first.status === 429) return first;
  const remaining = (parseRateLimits(headerOf(first, 'RateLimit') ?? '') ?? []).map(
    ({ parameters }) => parameters.r ?? 0,
  );
  const needed = Math.min(...remaining, Number.POSITIVE_INFINITY);
  if (!(needed <= mostRequests)) {
    skip(`to pass the limit takes ${needed} requests, above the ${mostRequests} that the kit sends`);
  }
  let sent = 0;
  let last = first;
  // The quota may be renewed while it is used up, so twice as many requests are tried.
  while (sent < 2 * needed + 100) {
    const exchanges = await atOnce(Math.min(25, context.limits.parallel), () =>
      call('getCapabilities', { unbounded: true }),
    );
    sent += exchanges.length;
    last = exchanges.at(-1) ?? last;
    const refused = exchanges.find(({ status }) => status === 429);
    if (refused !== undefined) return refused;
  }
  return fail(`a refusal after ${needed} requests`, `none after ${sent}`, last);
}
