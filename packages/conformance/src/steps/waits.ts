import { type Exchange, headerOf, tookMs } from '../runner/exchange.ts';
import { expectEqual } from './expect-equal.ts';
import { fail } from './fail.ts';

/** How long a request that waits is given to reach the server. */
export const beginMs = 500;

/** An answer that is not held may still take this long on a busy machine. */
const atOnceMs = 4_000;

/** Timers of servers end a little early. */
const earlyMs = 250;

/** The seconds of `Preference-Applied`; null when no wait was applied. */
export function appliedSeconds(exchange: Exchange): number | null {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d+)"?/.exec(headerOf(exchange, 'Preference-Applied') ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** Ends the check as failed unless an answer was held for its whole time, and not much longer, and says so. */
export function expectHeld(exchange: Exchange, seconds: number): void {
  expectEqual('the seconds in Preference-Applied', appliedSeconds(exchange), seconds, exchange);
  const held = tookMs(exchange);
  if (held < seconds * 1_000 - earlyMs || held > seconds * 1_000 + atOnceMs) {
    fail(`an answer after ${seconds} s`, `one after ${(held / 1_000).toFixed(1)} s`, exchange);
  }
}

/** Ends the check as failed if an answer was held. */
export function expectAtOnce(exchange: Exchange): void {
  const held = tookMs(exchange);
  if (held > atOnceMs) {
    fail('an answer at once', `one after ${(held / 1_000).toFixed(1)} s`, exchange);
  }
}

/** Ends the check as failed if an answer was held beyond the moment when what it waited for was seen. */
export function expectAwake(exchange: Exchange, seen: Exchange): void {
  const late = exchange.endedAtMs - seen.endedAtMs;
  if (late > atOnceMs) {
    fail('an answer as soon as that happens', `one ${(late / 1_000).toFixed(1)} s later`, exchange);
  }
}

/** Ends the check as failed unless a wait for the end of a job lasted until then, or for its whole time. */
export function expectEndedOrHeld(exchange: Exchange, terminal: boolean | undefined): void {
  const seconds = appliedSeconds(exchange) ?? 0;
  if (terminal !== true && tookMs(exchange) < seconds * 1_000 - earlyMs) {
    fail(
      `an answer when the job has ended, or after ${seconds} s`,
      `an open job after ${(tookMs(exchange) / 1_000).toFixed(1)} s`,
      exchange,
    );
  }
}
