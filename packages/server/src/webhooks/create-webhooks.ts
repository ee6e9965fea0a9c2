import type { Clock } from '../domain/clock.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { SharedWords } from '../domain/shared-words.ts';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { WebhookOutbox } from '../domain/webhook-outbox.ts';
import type { Resolve } from './name-resolver.ts';
import { ReceiverGuard } from './receiver-guard.ts';
import { sendWebhook } from './send-webhook.ts';
import { WebhookDispatcher } from './webhook-dispatcher.ts';
import { WebhookRegistration } from './webhook-registration.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export interface WebhookOptions {
  readonly secrets: WebhookSecrets;
  /** Sends to this machine too, over plain HTTP and to any port: for trying things out. Not unless it is set. */
  readonly allowLoopback?: boolean;
  /** How long a receiver may take to answer. 15,000 unless said otherwise. */
  readonly timeoutMs?: number;
  /** Told how each delivery went. */
  readonly onDelivery?: (delivery: WebhookDelivery) => void;
  /** Finds the addresses of a receiver's name. Asks the hosts file and the name servers of the system unless said otherwise. */
  readonly resolve?: Resolve;
  /** In [0, 1), to spread what is repeated. */
  readonly random?: () => number;
}

interface Surroundings {
  readonly store: JobStore & { readonly outbox: WebhookOutbox };
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** Watches the deliveries, to count and log them. */
  readonly onDelivery: (delivery: WebhookDelivery) => void;
  /** What other processes on the same store say. */
  readonly words?: SharedWords;
  /** Whether it is this process that delivers, of those that share the store. It is unless said otherwise. */
  readonly leads?: () => boolean;
}

/** What judges the addresses of webhooks, and what delivers to them. */
export function createWebhooks(
  options: WebhookOptions,
  { store, clock, onError, onDelivery, ...others }: Surroundings,
) {
  const { words, leads = () => true } = others;
  const { secrets, allowLoopback = false, resolve } = options;
  const guard = new ReceiverGuard({ allowLoopback, clock, ...(resolve === undefined ? {} : { resolve }) });
  const registration = new WebhookRegistration({ guard, secrets });
  const dispatcher = new WebhookDispatcher({
    outbox: outboxOfLeader(store.outbox, leads),
    secrets,
    send: (request) => sendWebhook(guard, request),
    clock,
    random: options.random ?? Math.random,
    timeoutMs: options.timeoutMs ?? 15_000,
    onDelivery(delivery) {
      onDelivery(delivery);
      options.onDelivery?.(delivery);
    },
    onError,
  });
  store.observe((job) => {
    if (job.webhook !== null) dispatcher.notify();
  });
  words?.listen({
    changed(told) {
      if (told.some(({ hasWebhook }) => hasWebhook)) dispatcher.notify();
    },
  });
  return {
    dispatcher,
    gate: registration,
  };
}

/** Empty for all but one of those that share it, so that one of them knows how much each receiver takes. */
function outboxOfLeader(outbox: WebhookOutbox, leads: () => boolean): WebhookOutbox {
  return {
    claim: async (claim) => (leads() ? outbox.claim(claim) : []),
    nextDueAt: async () => (leads() ? outbox.nextDueAt() : null),
    settle: (message) => outbox.settle(message),
    postpone: (message, times) => outbox.postpone(message, times),
    giveUp: (message, times) => outbox.giveUp(message, times),
    endForJob: (message) => outbox.endForJob(message),
  };
}
