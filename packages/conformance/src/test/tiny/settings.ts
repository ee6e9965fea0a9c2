import { type ConformanceClass, conformanceClassNames } from '@jobwire/contract';
import type { Fault } from '../faults.ts';

/** How a tiny server differs from the usual one. */
export interface TinyOptions {
  /** The one thing that it does wrong; nothing when it is left out. */
  readonly fault?: Fault | undefined;
  /** The classes that it serves. All when left out. */
  readonly classes?: readonly ConformanceClass[];
  /** How long a cancelled job may work on, in milliseconds; whole seconds. 2,000 when left out. */
  readonly graceMs?: number;
  /** Ends a running job at its cancel, without `cancelling`: its workers stop at once. */
  readonly cancelsAtOnce?: boolean;
  /** How long a new job waits for a worker, in milliseconds. 15 when left out. */
  readonly claimDelayMs?: number;
  /** How long it takes to store a new job, in milliseconds. 4 when left out. */
  readonly storeDelayMs?: number;
  /** How long a worker that is to stop takes to do so, in milliseconds. 0 when left out. */
  readonly stopMs?: number;
  /** Lists jobs in pages that are shorter than they could be, the first of them empty. */
  readonly shortPages?: boolean;
  /** How many jobs it works on at the same time. 256 when left out. */
  readonly workers?: number;
  /** How many answers it holds for one organization. 64 when left out. */
  readonly waitersPerOrganization?: number;
  /** How many requests an organization may make in a minute. 60,000 when left out. */
  readonly requestsPerMinute?: number;
  /** How long it counts requests before it begins anew, in milliseconds. 60,000 when left out. */
  readonly rateWindowMs?: number;
  /** What webhooks are signed with. */
  readonly webhookSecret?: string;
  /** The longest time before a first delivery, by chance, so that webhooks overtake each other. 0 when left out. */
  readonly webhookDelayMs?: number;
  /** The pause before the second delivery of a webhook, in milliseconds; later ones are twice as long each. 300 when left out. */
  readonly webhookPauseMs?: number;
  /** Stops answering for good at the first cancel. */
  readonly diesAtCancel?: boolean;
}

/** The secret that webhooks are signed with unless another is given. */
export const tinyWebhookSecret = `whsec_${Buffer.from('a secret of the tiny server').toString('base64')}`;

export const usualSettings: Settings = {
  classes: conformanceClassNames,
  graceMs: 2_000,
  cancelsAtOnce: false,
  claimDelayMs: 15,
  storeDelayMs: 4,
  stopMs: 0,
  shortPages: false,
  workers: 256,
  waitersPerOrganization: 64,
  requestsPerMinute: 60_000,
  rateWindowMs: 60_000,
  webhookSecret: tinyWebhookSecret,
  webhookDelayMs: 0,
  webhookPauseMs: 300,
  diesAtCancel: false,
};

/** What holds for one server. */
export type Settings = Required<Omit<TinyOptions, 'fault'>>;
