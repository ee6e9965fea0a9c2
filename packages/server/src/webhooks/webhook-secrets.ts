import { Webhook } from 'standardwebhooks';

const prefix = 'whsec_';
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What Standard Webhooks asks of a symmetric secret, in bytes. */
const fewestBytes = 24;
const mostBytes = 64;

/** The secrets with which each organization's webhooks are signed. */
export class WebhookSecrets {
  readonly #signers = new Map<string, Webhook[]>();

  /**
   * Adds a secret of an organization, `whsec_` and the Base64 of 24 to 64 bytes. While one is being replaced there are
   * two, and a delivery carries a signature of each.
   *
   * @throws TypeError that does not repeat the secret.
   */
  add(organizationId: string, secret: string): void {
    const encoded = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
    if (!base64.test(encoded)) throw new TypeError(`A webhook secret is "${prefix}" and Base64.`);
    const { length } = Buffer.from(encoded, 'base64');
    if (length < fewestBytes || length > mostBytes) {
      throw new TypeError(
        `A webhook secret is ${fewestBytes} to ${mostBytes} bytes in Base64; this one has ${length}.`,
      );
    }
    this.#signers.set(organizationId, [...(this.#signers.get(organizationId) ?? []), new Webhook(secret)]);
  }

  get organizations(): readonly string[] {
    return [...this.#signers.keys()];
  }

  has(organizationId: string): boolean {
    return this.#signers.has(organizationId);
  }

  /** The value of `webhook-signature`: one signature for each secret of the organization. */
  sign(organizationId: string, message: { id: string; sentAt: number; body: string }): string {
    const signers = this.#signers.get(organizationId) ?? [];
    return signers.map((signer) => signer.sign(message.id, new Date(message.sentAt), message.body)).join(' ');
  }
}
