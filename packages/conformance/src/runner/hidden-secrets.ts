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

/** A shorter key is hidden only where it stands alone, so that no word is torn. */
const surelyNoWord = 8;

/** Makes what takes secrets out of a text. A server may give them back, and what the kit keeps must be safe to publish. */
export function createSecretHider({ keys, others }: Secrets): (text: string) => string {
  const replacements: [string, string][] = [
    ...Object.entries(keys).map(([name, key]): [string, string] => [key, keyVariables[name as KeyName]]),
    // A short value, such as a version number, stands in many places where it is no secret.
    ...others.filter((value) => value.length >= 8).map((value): [string, string] => [value, hiddenValue]),
  ];
  const patterns = replacements.map(([secret, name]) => [patternOf(secret), name] as const);
  return (text) => patterns.reduce((shown, [pattern, name]) => shown.replace(pattern, () => name), text);
}

function patternOf(secret: string): RegExp {
  const literal = secret.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
  return new RegExp(secret.length < surelyNoWord ? `(?<!\\w)${literal}(?!\\w)` : literal, 'g');
}
