import { createHmac } from 'node:crypto';
import type { JobEvent, WebhookEvent } from '@jobwire/contract';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

const receiverMs = 15_000;
const mostDeliveries = 8;

/** Receivers that want nothing more of a job. */
const gone = new WeakSet<TinyJob>();

/** Tells the receiver of a job about a transition, if it has one that wants to know. */
export function sendWebhook(world: World, job: TinyJob, type: JobEvent['type'], timestamp: string): void {
  const { webhook } = job;
  if (webhook?.url === undefined || type === 'job.queued' || type === 'job.requeued') {
    return;
  }
  const asked: readonly string[] | undefined = webhook.events;
  if (asked !== undefined && !asked.includes(type) && !world.breaks('webhooks are sent that were not asked for')) {
    return;
  }
  if (type === 'job.started' && world.breaks('no webhook tells of a start')) {
    return;
  }
  if (type === 'job.cancelled' && world.breaks('no webhook tells of a cancel')) {
    return;
  }
  const event: WebhookEvent = { type, timestamp, data: dataOf(world, job) };
  const body = world.breaks('a webhook is the job and nothing around it') ? job.wire : event;
  const id = world.breaks('all webhooks of a job have one id') ? `wh-${job.wire.id}` : newWebhookId(world);
  deliver(world, job, { id, url: webhook.url, text: JSON.stringify(body) }, 1);
}

function newWebhookId(world: World): string {
  const separator = world.breaks('the id of a webhook holds a dot') ? '.' : '-';
  return `wh${separator}${Math.random().toString(36).slice(2)}`;
}

function dataOf(world: World, { wire }: TinyJob): WebhookEvent['data'] {
  const { attempt, metadata, progress, error, cancellation, status, terminal } = wire;
  return structuredClone({
    status,
    terminal,
    attempt,
    metadata,
    progress,
    error,
    cancellation,
    job_id: wire.id,
    job_type: wire.type,
    organization_id: wire.organization_id,
    version: world.breaks('a webhook tells the version before') ? Math.max(wire.version - 1, 1) : wire.version,
    finished_at: wire.finished_at,
  });
}

interface Delivery {
  readonly id: string;
  readonly url: string;
  readonly text: string;
}

function deliver(world: World, job: TinyJob, delivery: Delivery, count: number): void {
  const again = () => {
    if (count < mostDeliveries && !world.breaks('a webhook that was refused is not repeated')) {
      const id = world.breaks('a repeated webhook has another id') ? newWebhookId(world) : delivery.id;
      const pauseMs = world.settings.webhookPauseMs * 2 ** (count - 1);
      world.timers.after(pauseMs, () => deliver(world, job, { ...delivery, id }, count + 1));
    }
  };
  // Not within the transition that it tells of, which has not answered yet.
  const delayMs = count === 1 ? Math.round(Math.random() * world.settings.webhookDelayMs) : 0;
  world.timers.after(delayMs, async () => {
    if (gone.has(job) && !world.breaks('a receiver that is gone is told more')) {
      return;
    }
    const status = await send(world, delivery);
    if (status === 410) {
      gone.add(job);
    } else if (
      status === null ||
      status < 200 ||
      status > 299 ||
      world.breaks('a webhook that was taken is repeated')
    ) {
      again();
    }
  });
}

/** The status of the answer; null when there was none. */
async function send(world: World, { id, url, text }: Delivery): Promise<number | null> {
  const unitMs = world.breaks('a webhook tells its time in milliseconds') ? 1 : 1_000;
  const timestamp = String(Math.floor(Date.now() / unitMs));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
  };
  if (!world.breaks('webhooks are not signed')) {
    headers['webhook-signature'] = signature(world, `${id}.${timestamp}.${text}`);
  }
  const redirect = world.breaks('a redirect of a receiver is followed') ? 'follow' : 'manual';
  const signal = AbortSignal.any([world.closed, AbortSignal.timeout(receiverMs)]);
  try {
    const response = await fetch(url, { method: 'POST', headers, body: text, redirect, signal });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

function signature(world: World, signed: string): string {
  const key = Buffer.from(world.settings.webhookSecret.replace('whsec_', ''), 'base64');
  const wrongKey = world.breaks('webhooks are signed with the text of the secret');
  const hmac = createHmac('sha256', wrongKey ? world.settings.webhookSecret : key);
  return `v1,${hmac.update(signed).digest('base64')}`;
}
