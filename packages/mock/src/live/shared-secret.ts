import { WebhookSecrets } from '@jobwire/server';

/**
 * One secret for every organization, since any key is one.
 *
 * @throws TypeError that does not repeat the secret.
 */
export function sharedSecret(secret: string): WebhookSecrets {
  const everybody = '*';
  class SharedSecret extends WebhookSecrets {
    override has(): boolean {
      return true;
    }

    override sign(_organizationId: string, message: { id: string; sentAt: number; body: string }): string {
      return super.sign(everybody, message);
    }
  }
  const secrets = new SharedSecret();
  secrets.add(everybody, String(secret));
  return secrets;
}
