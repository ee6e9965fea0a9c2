import express, { type Response, type Router } from 'express';
import type { Clock } from '../domain/clock.ts';

export interface HealthOptions {
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Whether the server has begun to stop. */
  isStopping(): boolean;
  readonly clock: Clock;
}

type FailedCheck = 'shutdown' | 'database';

/** A database that is silent for longer than this does not answer, in milliseconds. */
const pingBoundMs = 2000;

/** When it makes sense to ask again, in seconds. */
const retryAfterSeconds = '1';

/**
 * What an orchestrator asks, without a key and outside the contract. `/healthz` says that the process is alive: it stays
 * green when the database is not, since a restart would mend nothing. `/readyz` says whether to send requests here, and
 * turns green again by itself.
 */
export function healthRoutes(options: HealthOptions): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const databaseAnswers = sharedCheck(() => answersInTime(options));
  router.get('/healthz', (_request, response) => answer(response, 200, { status: 'alive' }));
  router.get('/readyz', async (_request, response) => {
    const failed = await failedCheck(options, databaseAnswers);
    if (failed === null) answer(response, 200, { status: 'ready' });
    else answer(response.set('Retry-After', retryAfterSeconds), 503, { status: 'not_ready', failed });
  });
  return router;
}

async function failedCheck(
  { isStopping }: HealthOptions,
  databaseAnswers: () => Promise<boolean>,
): Promise<FailedCheck | null> {
  if (isStopping()) return 'shutdown';
  if (!(await databaseAnswers())) return 'database';
  // It may have begun to stop meanwhile.
  return isStopping() ? 'shutdown' : null;
}

/** Nobody needs a key to ask, so that however many ask at the same time, the database is asked once. */
function sharedCheck(check: () => Promise<boolean>): () => Promise<boolean> {
  let underWay: Promise<boolean> | null = null;
  return () => {
    underWay ??= check().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

function answersInTime({ ping, clock }: HealthOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const cancelTimer = clock.schedule(pingBoundMs, () => resolve(false));
    ping()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(cancelTimer);
  });
}

function answer(response: Response, status: number, body: object): void {
  response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }).status(status).json(body);
}
