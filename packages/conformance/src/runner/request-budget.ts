import { setTimeout as pause } from 'node:timers/promises';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { RunLimits } from './run-limits.ts';
import { createSemaphore, type Semaphore } from './semaphore.ts';

/** A server that limits requests is left this part of what it allows, so that the kit is not what exceeds it. */
const usedPartOfRate = 0.9;

const minuteMs = 60_000;

/** A request that is not held by the server and has had no answer for so long is worth a word. */
const longUnansweredMs = 10_000;

/** What keeps a run within its limits, and within those that the server has told. */
export interface RequestBudget {
  /** Waits until one more request may be sent. @throws ConformanceSetupError when the run has reached a limit or was stopped */
  readonly admit: <Result>(request: PlannedRequest, send: () => Promise<Result>) => Promise<Result>;
  /** How many milliseconds the run has left. */
  readonly remainingMs: () => number;
  /** How many requests were sent. */
  readonly sent: () => number;
  /** Takes over what the server says of itself. */
  readonly obey: (server: { readonly requestsPerMinute: number | null; readonly waiters: number | null }) => void;
  /** Sends nothing more: whoever asks is given this error. The first one counts. */
  readonly stop: (error: ConformanceSetupError) => void;
  /** Aborted with the error when the run is stopped. */
  readonly stopped: AbortSignal;
  /** Resolves when no request is in flight any more, or the time is over. */
  readonly untilIdle: (withinMs: number) => Promise<void>;
}

/** What the budget has to know of a request. */
export interface PlannedRequest {
  /** How it is called in messages. */
  readonly label: string;
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
  const underWay = new Map<Promise<unknown>, PlannedRequest & { readonly beganAtMs: number }>();
  const sentAtMs = new Map<string, number[]>();
  const stopping = new AbortController();
  let waiters: Semaphore = createSemaphore(Number.POSITIVE_INFINITY);
  let perMinute: number | null = null;
  let sent = 0;

  const remainingMs = () => end - performance.now();

  function unanswered(): string {
    const now = performance.now();
    const [oldest] = [...underWay.values()].filter(({ waits, unbounded }) => !waits && !unbounded);
    const forMs = oldest === undefined ? 0 : now - oldest.beganAtMs;
    return oldest === undefined || forMs < longUnansweredMs
      ? 'Raise `limits.seconds`, or choose fewer requirements.'
      : `${oldest.label} has had no answer for ${Math.round(forMs / 1_000)} s: see whether the server hangs, or raise \`limits.seconds\`.`;
  }

  function count(): void {
    stopping.signal.throwIfAborted();
    if (remainingMs() <= 0) {
      throw new ConformanceSetupError(`The run has reached its limit of ${limits.seconds} s. ${unanswered()}`);
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
      const waitMs = Math.min(times[0] + minuteMs - now, Math.max(0, remainingMs())) + 1;
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (remainingMs() <= 0 || stopping.signal.aborted) break;
    }
    times.push(performance.now());
  }

  async function watched<Result>(request: PlannedRequest, send: () => Promise<Result>): Promise<Result> {
    const answer = send();
    underWay.set(answer, { ...request, beganAtMs: performance.now() });
    try {
      return await answer;
    } finally {
      underWay.delete(answer);
    }
  }

  return {
    async admit(request, send) {
      const { account, waits, unbounded } = request;
      const counted = async () => {
        if (!unbounded) await keepRate(account);
        count();
        return watched(request, send);
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
    stop: (error) => stopping.abort(error),
    stopped: stopping.signal,
    async untilIdle(withinMs) {
      const tooLate = new AbortController();
      await Promise.race([
        Promise.allSettled(underWay.keys()),
        pause(withinMs, undefined, { signal: tooLate.signal }).catch(() => {}),
      ]);
      tooLate.abort();
    },
  };
}
