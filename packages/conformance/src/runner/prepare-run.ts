import type { Capabilities, ConformanceClass } from '@jobwire/contract';
import { openWebhookReceiver, type WebhookReceiver } from '../webhooks/webhook-receiver.ts';
import { type CallerOptions, createCaller, createPathCaller } from './caller.ts';
import type { CheckContext } from './check-context.ts';
import { checkRunOptions } from './check-run-options.ts';
import type { Exchange, KeyName } from './exchange.ts';
import { createSecretHider } from './hidden-secrets.ts';
import { defaultJobBodies } from './job-bodies.ts';
import { createJobBodyMaker, createJobStarter } from './job-starter.ts';
import { createOpenJobs } from './open-jobs.ts';
import { createRequestBudget } from './request-budget.ts';
import { defaultRunLimits, type RunLimits } from './run-limits.ts';
import type { RunOptions } from './run-options.ts';
import { createSeededRandom } from './seeded-random.ts';
import { jobBodiesFor, readCapabilities } from './server-description.ts';
import { createStreamOpener } from './stream-caller.ts';

/** How much later than its grace bound a job may be `cancelled` (contract, "What cancel promises", 2). */
const cancelledAfterBoundMs = 5_000;

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
  /** Ends what the run itself has opened. */
  readonly close: () => Promise<void>;
}

/**
 * Finds out whether the run can be carried out, before the first job is created.
 *
 * @throws ConformanceSetupError when there is no server, a key is refused, or the server does not offer the jobs
 */
export async function prepareRun(options: RunOptions): Promise<Run> {
  const { baseUrl, keys, fetch } = checkRunOptions(options);
  const limits: RunLimits = { ...defaultRunLimits, ...options.limits };
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const budget = createRequestBudget(limits);
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
  let receiver: Promise<WebhookReceiver> | null = null;
  const graceMs = (capabilities.cancellation_grace_seconds ?? defaultGraceSeconds) * 1_000;

  return {
    seed,
    limits,
    capabilities,
    serves,
    requestCount: budget.sent,
    async close() {
      await (await receiver?.catch(() => null))?.close();
    },
    contextFor(requirementId) {
      const ownJobs = createOpenJobs();
      const foreignJobs = createOpenJobs();
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

/** A number of 32 bits that belongs to a text (FNV-1a), so that each check has chance of its own. */
function hashOf(text: string): number {
  return [...text].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);
}
