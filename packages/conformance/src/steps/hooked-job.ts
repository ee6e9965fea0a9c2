import type { IncomingHttpHeaders } from 'node:http';
import type { CreateJobWebhook, WebhookEvent } from '@jobwire/contract';
import type { CheckContext } from '../runner/check-context.ts';
import type { JobKind } from '../runner/job-bodies.ts';
import { problemLine } from '../runner/problem-line.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import type { DeliveryAnswer, Mailbox } from '../webhooks/webhook-receiver.ts';
import { expectCreated } from './expect-created.ts';
import { skip } from './skip.ts';

/** How long the first delivery of an event may take. The contract sets no bound, so this is generous. */
export const deliveryMs = 30_000;

/** How long the repetition of a refused delivery may take. */
export const repeatMs = 45_000;

/** Creates a job whose webhooks go to an address of its own. Ends the check when the server does not send to loopback. */
export async function hookedJob(
  context: CheckContext,
  kind: JobKind,
  webhook: Partial<CreateJobWebhook> = {},
  answer?: DeliveryAnswer,
): Promise<{ readonly job: SeenJob; readonly mailbox: Mailbox }> {
  const mailbox = (await context.webhookReceiver()).open(answer);
  const exchange = await context.call('createJob', {
    body: context.bodyOf(kind, { webhook: { url: mailbox.url, ...webhook } }),
  });
  if (exchange.status === 400) {
    skip(`the server does not send webhooks to ${new URL(mailbox.url).origin}: ${problemLine(exchange)}`);
  }
  return { job: expectCreated(exchange), mailbox };
}

/** Waits for a webhook of each of these types, in whatever order they come, and gives the types that have come. */
export async function typesUntil(mailbox: Mailbox, ...types: readonly string[]): Promise<string[]> {
  await mailbox.waitFor(() => types.every((type) => typesIn(mailbox).includes(type)), deliveryMs);
  return typesIn(mailbox);
}

/** The types of the deliveries so far. */
export function typesIn({ deliveries }: Mailbox): string[] {
  return deliveries.map(({ body }) => String((body as Partial<WebhookEvent> | undefined)?.type));
}

/** The headers of Standard Webhooks; empty where one is missing. */
export function signedParts(headers: IncomingHttpHeaders): { id: string; timestamp: string; signature: string } {
  const value = (name: string) => String(headers[name] ?? '');
  return { id: value('webhook-id'), timestamp: value('webhook-timestamp'), signature: value('webhook-signature') };
}
