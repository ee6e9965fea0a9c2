// By itself, so that a command that only prints its help does not load the server.
import { WebhookSecrets } from '@jobwire/server/webhook-secrets';
import { UsageError } from './usage-error.ts';

const howTo = 'Write ORGANIZATION=whsec_…, with commas between the entries.';

/**
 * Reads `JOBWIRE_WEBHOOK_SECRETS`, for example `acme=whsec_MfKQ…,globex=whsec_Zm9v…`. An organization that is named twice is
 * replacing its secret: its deliveries carry a signature of each.
 *
 * @throws {UsageError} that names an entry by its position, because what cannot be read may be a secret.
 */
export function parseWebhookSecrets(text: string): WebhookSecrets {
  const secrets = new WebhookSecrets();
  for (const [index, part] of text.split(',').entries()) {
    const where = `Entry ${index + 1} of JOBWIRE_WEBHOOK_SECRETS`;
    const entry = part.trim();
    const equals = entry.indexOf('=');
    if (equals < 1) throw new UsageError(`${where} has no organization before a "=". ${howTo}`);
    try {
      secrets.add(entry.slice(0, equals), entry.slice(equals + 1));
    } catch (error) {
      throw new UsageError(`${where} is not usable: ${(error as Error).message} ${howTo}`);
    }
  }
  return secrets;
}
