import { localOrganization } from './local-key.ts';
import type { ServeSettings } from './settings/serve-settings.ts';

/** Fewer characters than this can be guessed, or look as if they were chosen by a person. */
const fewestCharacters = 20;

/** What is probably not meant, though a server can work with it. No warning repeats a key. */
export function keyWarnings(
  { apiKeys = [], webhookSecrets, role }: Pick<ServeSettings, 'apiKeys' | 'webhookSecrets' | 'role'>,
  isLoopback: boolean,
): string[] {
  const short = (isLoopback ? [] : apiKeys)
    .filter(({ key }) => key.length < fewestCharacters)
    .map(({ organizationId }) => organizationId);
  // Without any it makes its own.
  const known = new Set(apiKeys.length === 0 ? [localOrganization] : apiKeys.map((entry) => entry.organizationId));
  // A process that only works sends what others were asked for, by keys that it need not know.
  const keyless = role === 'worker' ? [] : (webhookSecrets?.organizations ?? []).filter((name) => !known.has(name));
  return [
    ...[...new Set(short)].map(
      (name) =>
        `A key of ${name} in JOBWIRE_API_KEYS has fewer than ${fewestCharacters} characters and may be guessed.`,
    ),
    ...keyless.map(
      (name) =>
        `JOBWIRE_WEBHOOK_SECRETS names ${name}, for which JOBWIRE_API_KEYS has no key: nobody can ask for its webhooks ` +
        'until a key of it is added there.',
    ),
  ];
}
