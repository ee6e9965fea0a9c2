import { setTimeout as pause } from 'node:timers/promises';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { RunLimits } from './run-limits.ts';
import { createSemaphore, type Semaphore } from './semaphore.ts';

/** A server that limits requests is left this part of what it allows, so that the kit is not what exceeds it. */
const usedPartOfRate = 0.9;

const minuteMs = 60_000;

/** What keeps a run within its limits, and within those that the server has told. */
export interface RequestBudget {
  /** Waits until one more request may be sent. @throws ConformanceSetupError when the run has reached a limit */
  readonly admit: <Result>(request: PlannedRequest, send: () => Promise<Result>) => Promise<Result>;
  /** How many milliseconds the run has left. */
  readonly remainingMs: () => number;
  /** How many requests were sent. */
  readonly sent: () => number;
  /** Takes over what the server says of itself. */
  readonly obey: (server: { readonly requestsPerMinute: number | null; readonly waiters: number | null }) => void;
}

/** What the budget has to know of a request. */
export interface PlannedRequest {
  /** Whose rate it counts for: each organization has its own. */
  readonly account: string;
  /** Whether the server is asked to hold the answer. */
  readonly waits: boolean;
  /** Whether it is meant to exceed what the server allows. */
  readonly unbounded: boolean;
}

/** Begins to count, now. */
export function createRequestBudget(limits: RunLimits): RequestBudget {
  const end = performance.now() + limits.seconds * 1_000;
  const inFlight = createSemaphore(limits.parallel);
  const sentAtMs = new Map<string, number[]>();
  let waiters: Semaphore = createSemaphore(Number.POSITIVE_INFINITY);
  let perMinute: number | null = null;
  let sent = 0;

  const remainingMs = () => end - performance.now();

  function count(): void {
    if (remainingMs() <= 0) {
      throw new ConformanceSetupError(
        `The run has reached its limit of ${limits.seconds} s. Raise \`limits.seconds\`, or choose fewer requirements.`,
      );
    }
    if (sent >= limits.requests) {
      throw new ConformanceSetupError(
        `The run has reached its limit of ${limits.requests} requests. Raise \`limits.requests\`, or choose fewer requirements.`,
      );
    }
    sent += 1;
  }

  async function keepRate(account: string): Promise<void> {
    if (perMinute === null) return;
    const times = sentAtMs.get(account) ?? [];
    sentAtMs.set(account, times);
    const most = Math.max(1, Math.floor(perMinute * usedPartOfRate));
    for (;;) {
      const now = performance.now();
      while (times[0] !== undefined && times[0] <= now - minuteMs) times.shift();
      if (times.length < most || times[0] === undefined) break;
      await pause(Math.min(times[0] + minuteMs - now, Math.max(0, remainingMs())) + 1);
      if (remainingMs() <= 0) break;
    }
    times.push(performance.now());
  }

  return {
    async admit({ account, waits, unbounded }, send) {
      const counted = async () => {
        if (!unbounded) await keepRate(account);
        count();
        return send();
      };
      if (unbounded) return counted();
      const sendInTurn = () => inFlight.run(counted);
      return waits ? waiters.run(sendInTurn) : sendInTurn();
    },
    remainingMs,
    sent: () => sent,
    obey(server) {
      perMinute = server.requestsPerMinute;
      waiters = createSemaphore(server.waiters === null ? Number.POSITIVE_INFINITY : Math.max(1, server.waiters));
    },
  };
}
