import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Capabilities, ConformanceClass } from '@jobwire/contract';
import { openWebhookReceiver, type WebhookReceiver } from '../webhooks/webhook-receiver.ts';
import { type Caller, type CallerOptions, createCaller, createPathCaller } from './caller.ts';
import type { CheckContext } from './check-context.ts';
import type { CheckedRunOptions } from './check-run-options.ts';
import { createClosingBudget } from './closing-budget.ts';
import type { ConformanceSetupError } from './conformance-setup-error.ts';
import type { Exchange, KeyName } from './exchange.ts';
import { createSecretHider } from './hidden-secrets.ts';
import { defaultJobBodies } from './job-bodies.ts';
import { createJobBodyMaker, createJobStarter } from './job-starter.ts';
import { isNoAnswer } from './no-answer-error.ts';
import { createOpenJobs, type OpenJobs } from './open-jobs.ts';
import { createQueueNotice } from './queue-notice.ts';
import type { RequestBudget } from './request-budget.ts';
import type { RunLimits } from './run-limits.ts';
import type { RunOptions } from './run-options.ts';
import { createSeededRandom } from './seeded-random.ts';
import { jobBodiesFor, readCapabilities } from './server-description.ts';
import { createStreamOpener } from './stream-caller.ts';

/** How much later than its grace bound a job may be `cancelled` (contract, "What cancel promises", 2). */
const cancelledAfterBoundMs = 5_000;

/** How long a server that has left a request unanswered may take to show that it is there. */
const probeMs = 10_000;

/** How long the writes that are under way when a run is stopped may take. */
const lastAnswersMs = 5_000;

/** The grace of a server whose capabilities do not say one. */
const defaultGraceSeconds = 30;

/** A run that is ready for its checks. */
export interface Run {
  readonly seed: number;
  readonly limits: RunLimits;
  readonly capabilities: Partial<Capabilities>;
  /** Whether the server says that it serves this class. */
  readonly serves: (conformanceClass: ConformanceClass) => boolean;
  /** Makes what one check works with, and what cleans up behind it. */
  readonly contextFor: (requirementId: string) => { context: CheckContext; cleanUp: () => Promise<void> };
  readonly requestCount: () => number;
  /** Whether the server still answers at all, asked beside the limits of the run. */
  readonly isAnswered: () => Promise<boolean>;
  /** Sends nothing more for the checks, whose calls throw this error. */
  readonly stop: (error: ConformanceSetupError) => void;
  /** Aborted with that error. */
  readonly stopped: AbortSignal;
  /** Cancels the jobs that are still open, and ends what the run itself has opened. */
  readonly close: () => Promise<ClosedRun>;
}

/** What became of the jobs that a run had left open. */
export interface ClosedRun {
  readonly cancelled: number;
  /** How many may still be open, since the server did not answer. */
  readonly left: number;
}

/** What a run has from its beginning, whether or not it comes to its checks. */
export interface RunStart {
  readonly seed: number;
  readonly limits: RunLimits;
  readonly budget: RequestBudget;
}

/**
 * Finds out whether the run can be carried out, before the first job is created.
 *
 * @throws ConformanceSetupError when there is no server, a key is refused, or the server does not offer the jobs
 */
export async function prepareRun(
  options: RunOptions,
  { baseUrl, keys, fetch }: CheckedRunOptions,
  { seed, limits, budget }: RunStart,
): Promise<Run> {
  const exchanges: Exchange[] = [];
  const headers = options.headers ?? {};
  const others = [...Object.values(headers), ...(options.webhookSecret === undefined ? [] : [options.webhookSecret])];
  const shared: CallerOptions = {
    baseUrl,
    keys,
    headers,
    fetch,
    budget,
    hideSecrets: createSecretHider({ keys, others }),
    onExchange: (exchange) => exchanges.push(exchange),
  };
  const given = (['primary', 'foreign', 'readOnly'] as const).filter((name) => keys[name] !== undefined);
  const described = new Map<KeyName, Partial<Capabilities>>();
  for (const name of given) {
    described.set(name, await readCapabilities(createCaller(name, shared), wordsFor[name], baseUrl));
  }

  const capabilities = described.get('primary') ?? {};
  const jobs = jobBodiesFor(capabilities, options.jobs ?? {}, defaultJobBodies);
  const bodyOf = createJobBodyMaker(jobs);
  const served = capabilities.conformance_classes ?? [];
  const serves = (conformanceClass: ConformanceClass) =>
    conformanceClass === 'core' || (Array.isArray(served) && served.includes(conformanceClass));
  budget.obey({
    requestsPerMinute: capabilities.limits?.requests_per_minute ?? null,
    waiters: capabilities.limits?.waiters_per_organization ?? null,
  });

  // Marks must be new in every run, also when the seed is not: the jobs of an earlier run may still be there.
  const runName = `kit-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6).toString(36)}`;
  let marks = 0;
  const noticeQueued = createQueueNotice(options.onNotice ?? (() => {}), () => performance.now());
  const createdJobs: (readonly [KeyName, OpenJobs])[] = [];
  let receiver: Promise<WebhookReceiver> | null = null;
  const graceMs = (capabilities.cancellation_grace_seconds ?? defaultGraceSeconds) * 1_000;

  return {
    seed,
    limits,
    capabilities,
    serves,
    requestCount: budget.sent,
    async isAnswered() {
      try {
        await createCaller('primary', { ...shared, budget: createClosingBudget(probeMs) })('getCapabilities');
        return true;
      } catch (error) {
        if (isNoAnswer(error)) return false;
        throw error;
      }
    },
    stop: budget.stop,
    stopped: budget.stopped,
    async close() {
      await budget.untilIdle(lastAnswersMs);
      // An answer is taken note of in the turn after it has come.
      await nextTurn();
      const closing = createClosingBudget();
      const closed = await closeJobs(createdJobs, (name) => createCaller(name, { ...shared, budget: closing }));
      await (await receiver?.catch(() => null))?.close();
      return closed;
    },
    contextFor(requirementId) {
      const ownJobs = createOpenJobs();
      const foreignJobs = createOpenJobs();
      createdJobs.push(['primary', ownJobs], ['foreign', foreignJobs]);
      let lastExchange: Exchange | null = null;
      const optionsOf = (name: KeyName | null): CallerOptions => ({
        ...shared,
        onExchange(exchange) {
          shared.onExchange(exchange);
          lastExchange = exchange;
          (name === 'foreign' ? foreignJobs : ownJobs).notice(exchange);
        },
      });
      const caller = (name: KeyName) => (keys[name] === undefined ? null : createCaller(name, optionsOf(name)));
      const call = createCaller('primary', optionsOf('primary'));
      const callForeign = caller('foreign');
      const context: CheckContext = {
        call,
        callForeign,
        callReadOnly: caller('readOnly'),
        callWithoutKey: createCaller(null, optionsOf(null)),
        callPath: createPathCaller('primary', optionsOf('primary')),
        callPathWithoutKey: createPathCaller(null, optionsOf(null)),
        key: keys.primary,
        openStream: createStreamOpener('primary', optionsOf('primary')),
        startJob: createJobStarter(call, bodyOf),
        bodyOf,
        cleanUp: (jobId) => ownJobs.add(jobId),
        noticeQueued,
        capabilities,
        serves,
        newMark() {
          marks += 1;
          return `${runName}-${marks}`;
        },
        graceMs,
        cancelBoundMs: graceMs + cancelledAfterBoundMs,
        random: createSeededRandom(seed ^ hashOf(requirementId)),
        seed,
        limits,
        jobs,
        isGiven: (kind) => options.jobs?.[kind] !== undefined,
        webhookReceiver() {
          receiver ??= openWebhookReceiver();
          return receiver;
        },
        webhookSecret: options.webhookSecret ?? null,
        lastExchange: () => lastExchange,
        exchanges,
      };
      return {
        context,
        async cleanUp() {
          await ownJobs.cancelAll(call);
          if (callForeign !== null) await foreignJobs.cancelAll(callForeign);
        },
      };
    },
  };
}

const wordsFor: Readonly<Record<KeyName, string>> = { primary: 'primary', foreign: 'foreign', readOnly: 'read-only' };

async function closeJobs(
  created: readonly (readonly [KeyName, OpenJobs])[],
  callerFor: (name: KeyName) => Caller,
): Promise<ClosedRun> {
  const cancelled = await Promise.all(created.map(([name, jobs]) => jobs.cancelAll(callerFor(name))));
  const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
  return { cancelled: sum(cancelled), left: sum(created.map(([, jobs]) => jobs.count())) };
}

/** A number of 32 bits that belongs to a text (FNV-1a), so that each check has chance of its own. */
function hashOf(text: string): number {
  return [...text].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);
}
