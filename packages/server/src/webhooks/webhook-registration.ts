import { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import type { ReceiverGuard } from './receiver-guard.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

/** Judges what callers hand in: only what can be signed and sent later is taken. */
export class WebhookRegistration {
  readonly #guard: ReceiverGuard;
  readonly #secrets: WebhookSecrets;

  constructor({ guard, secrets }: { guard: ReceiverGuard; secrets: WebhookSecrets }) {
    this.#guard = guard;
    this.#secrets = secrets;
  }

  /** Whether webhooks of this organization can be signed. */
  serves(organizationId: string): boolean {
    return this.#secrets.has(organizationId);
  }

  /** @throws InvalidJobRequestError when nothing would ever be sent to this address. */
  async check(organizationId: string, address: string): Promise<void> {
    if (!this.serves(organizationId)) {
      throw refused('/webhook', 'is not served for this organization: no webhook secret was agreed with the operator');
    }
    // A host of numbers that are no address, such as 127.0.0.256, is no name either (WHATWG URL section 3.5).
    if (!URL.canParse(address)) {
      throw refused('/webhook/url', 'must be an absolute URL whose host is a name or an IP address');
    }
    const refusal = await this.#guard.refusalAfterLookup(new URL(address), organizationId);
    if (refusal !== null) throw refused('/webhook/url', refusal);
  }
}

function refused(pointer: string, message: string): InvalidJobRequestError {
  return new InvalidJobRequestError(`${pointer} ${message}.`, [{ pointer, message }]);
}
