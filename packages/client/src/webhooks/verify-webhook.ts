import type { WebhookEvent } from '@jobwire/contract';
import { checkVerifyWebhookOptions } from './check-verify-webhook-options.ts';
import type { VerifyWebhookOptions } from './verify-webhook-options.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

export interface VerifiedWebhook {
  /** The same at each repetition of this message. */
  readonly id: string;
  readonly event: WebhookEvent;
}

/**
 * Makes sure that a webhook comes from who knows the secret, is fresh and was not changed (Standard Webhooks), and gives what it says.
 * A webhook may come twice and out of order: drop one whose `event.data.version` is not above the last one seen of its job.
 *
 * @throws WebhookVerificationError when it must not be acted upon; its `reason` says why
 * @throws TypeError when an option is missing or cannot be used, which is a mistake of the receiver and not of the sender
 * @example
 * ```ts
 * async function receive(request: Request): Promise<Response> {
 *   const body = await request.text();
 *   try {
 *     const { event } = verifyWebhook({ secrets: secret, headers: request.headers, body });
 *     console.log(event.type, event.data.job_id, event.data.status);
 *     return new Response(null, { status: 204 });
 *   } catch (error) {
 *     if (!isWebhookVerificationError(error)) throw error;
 *     return new Response(error.message, { status: 401 });
 *   }
 * }
 * ```
 */
export function verifyWebhook(options: VerifyWebhookOptions): VerifiedWebhook {
  const { webhooks, headers, toleranceMs, nowMs } = checkVerifyWebhookOptions(options);
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (!id || !/^\d{1,12}$/.test(timestamp) || !signatures) throw new WebhookVerificationError('malformed_headers');

  const body = textOf(options.body);
  const sentAt = new Date(Number(timestamp) * 1000);
  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  // All of them are looked at, whichever fits: how long it takes tells nothing.
  const fitting = webhooks.flatMap((webhook) => {
    const expected = webhook.sign(id, sentAt, body);
    return given.filter((signature) => isEqual(signature, expected));
  });
  if (fitting.length === 0) throw new WebhookVerificationError('wrong_signature');
  const ageMs = nowMs - sentAt.getTime();
  if (!(ageMs <= toleranceMs)) throw new WebhookVerificationError('too_old');
  if (!(-ageMs <= toleranceMs)) throw new WebhookVerificationError('too_new');
  return { id, event: eventOf(body) };
}

function headerOf(headers: VerifyWebhookOptions['headers'], name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : '';
}

/** What is not UTF-8 was not signed by the server either, and must not be taken for the text that it resembles. */
function textOf(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new WebhookVerificationError('wrong_signature');
  }
}

/** Takes as long for any two texts of one length. */
function isEqual(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}

function eventOf(body: string): WebhookEvent {
  let event: Partial<WebhookEvent> | null = null;
  try {
    event = JSON.parse(body);
  } catch {
    // Told below, with all else that it may be.
  }
  const { type, data } = event ?? {};
  const isEvent = typeof type === 'string' && typeof data?.job_id === 'string' && typeof data.version === 'number';
  if (!isEvent) throw new WebhookVerificationError('malformed_body');
  return event as WebhookEvent;
}
