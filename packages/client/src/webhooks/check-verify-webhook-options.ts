// Beside the options, so that their declaration names no type of the library: it would ask for those of Node.
import { Webhook } from 'standardwebhooks';
import type { VerifyWebhookOptions } from './verify-webhook-options.ts';

/** The options after checking, in the one form that the verification works with. */
interface CheckedVerifyWebhookOptions {
  /** One for each secret. */
  readonly webhooks: readonly Webhook[];
  readonly headers: VerifyWebhookOptions['headers'];
  readonly toleranceMs: number;
  readonly nowMs: number;
}

/**
 * Refuses options under which every webhook would be refused as if it were forged, or every old one be taken.
 *
 * @throws TypeError that says which option is wrong. It never holds a secret.
 */
export function checkVerifyWebhookOptions(options: VerifyWebhookOptions): CheckedVerifyWebhookOptions {
  // A caller without types can leave anything out.
  const { headers, body, toleranceSeconds = 300, now = Date.now, ...rest } = options ?? ({} as VerifyWebhookOptions);
  const secrets = [rest.secrets].flat();
  if (secrets.length === 0 || !secrets.every((secret) => typeof secret === 'string')) {
    throw new TypeError('`secrets` must be a secret, or a list of at least one');
  }
  if (typeof headers !== 'object' || headers === null) throw new TypeError('`headers` must be those of the request');
  if (typeof body !== 'string' && !ArrayBuffer.isView(body)) {
    throw new TypeError(
      '`body` must be the text or the bytes of the request as they came, not what a parser made of them',
    );
  }
  if (!isFromZero(toleranceSeconds)) throw new TypeError('`toleranceSeconds` must be a number of at least 0');
  const nowMs = typeof now === 'function' ? now() : undefined;
  if (!isFromZero(nowMs)) throw new TypeError('`now` must give milliseconds since the epoch');
  return { webhooks: secrets.map(webhookOf), headers, toleranceMs: toleranceSeconds * 1000, nowMs };
}

function webhookOf(secret: string): Webhook {
  try {
    return new Webhook(secret);
  } catch {
    // What the library says is about Base64, and not about where the text came from.
    const found =
      secret === ''
        ? 'one is empty'
        : secret.includes(',')
          ? 'one has a comma in it; give several as a list'
          : 'one is something else';
    throw new TypeError(`\`secrets\` must be secrets as the server has them, whsec_ and Base64: ${found}`);
  }
}

function isFromZero(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0;
}
