import type { IncomingMessage } from 'node:http';
import { listAnswers } from './list-answers.ts';
import type { SpecOperation } from './operations-of.ts';
import { UnanswerableError } from './unanswerable-error.ts';

/** Which answer of an operation is wanted in the place of the one that it would give. */
export interface AskedAnswer {
  /** Where it is left out, the status is the first one that has the example. */
  readonly status?: number;
  /** Where it is left out, it is the first one of the status. */
  readonly example?: string;
}

/**
 * What `Prefer: code=409, example=NAME` asks for; null when it asks for neither. As in RFC 7240, names are in any case, the first of
 * two preferences with one name counts, and a preference that is not known is ignored.
 *
 * @throws {UnanswerableError} when a preference of the mock has no value that it can have.
 */
export function askedAnswer(request: IncomingMessage, operation: SpecOperation): AskedAnswer | null {
  const preferences = preferencesOf(request);
  const [code, example, dynamic] = ['code', 'example', 'dynamic'].map((name) => preferences.get(name));
  const refusal = (reason: string) => new UnanswerableError(400, `${reason} ${listAnswers(operation)}`);
  if (code !== undefined && !/^\d{3}$/.test(code)) {
    throw refusal(`\`Prefer: code=${code}\` names no status: it takes three digits, as in code=409.`);
  }
  if (example === '') throw refusal('`Prefer: example=` names no example.');
  if (dynamic !== undefined && dynamic !== 'false') {
    throw refusal(
      `\`Prefer: dynamic=${dynamic}\` asks for made-up answers, and there are only examples: leave it out.`,
    );
  }
  if (code === undefined && example === undefined) return null;
  return { ...(code === undefined ? {} : { status: Number(code) }), ...(example === undefined ? {} : { example }) };
}

/** The preferences of a request by their names; an empty value is as good as none (RFC 7240 section 2). */
function preferencesOf({ headers }: IncomingMessage): Map<string, string> {
  const text = Array.isArray(headers.prefer) ? headers.prefer.join(', ') : (headers.prefer ?? '');
  const preferences = new Map<string, string>();
  for (const preference of text.match(/(?:[^,;"]|"(?:[^"\\]|\\.)*")+/g) ?? []) {
    const [name = '', ...rest] = preference.split('=');
    const value = rest.join('=').trim();
    const word = /^"(.*)"$/s.exec(value)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? value;
    if (!preferences.has(name.trim().toLowerCase())) preferences.set(name.trim().toLowerCase(), word);
  }
  return preferences;
}
