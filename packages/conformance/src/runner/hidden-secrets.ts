import type { KeyName } from './exchange.ts';
import { keyVariables } from './key-variables.ts';

/** What stands for a secret that no shell variable is for. */
export const hiddenValue = '••••••';

/** Everything that a run is told and must not show. */
export interface Secrets {
  readonly keys: Readonly<Partial<Record<KeyName, string>>>;
  /** Values of configured headers, and the secret of webhooks. */
  readonly others: readonly string[];
}

/** Makes what takes secrets out of a text. A server may give them back, and what the kit keeps must be safe to publish. */
export function createSecretHider({ keys, others }: Secrets): (text: string) => string {
  const replacements: [string, string][] = [
    ...Object.entries(keys).map(([name, key]): [string, string] => [key, keyVariables[name as KeyName]]),
    // A short value, such as a version number, stands in many places where it is no secret.
    ...others.filter((value) => value.length >= 8).map((value): [string, string] => [value, hiddenValue]),
  ];
  return (text) => replacements.reduce((shown, [secret, name]) => shown.replaceAll(secret, () => name), text);
}
