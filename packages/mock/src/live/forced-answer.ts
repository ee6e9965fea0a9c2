import type { IncomingMessage } from 'node:http';
import { spec } from '@jobwire/contract/spec';
import { resolveReference } from '../operations-of.ts';
import type { ContractOperation } from './asked-operation.ts';

/** Which answer of an operation is wanted in the place of the one that it would give. */
export interface ForcedAnswer {
  /** Where it is left out, the status is the one that has the example. */
  readonly status?: number;
  readonly example?: string;
}

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What `Prefer: code=409, example=NAME` asks for (RFC 7240); null when it asks for neither. */
export function forcedBy(prefer: string | undefined): ForcedAnswer | null {
  const wanted: { status?: number; example?: string } = {};
  for (const preference of prefer?.split(/[,;]/) ?? []) {
    const [, name, value = ''] = /^\s*(code|example)\s*=\s*"?([^"\s]+)"?\s*$/i.exec(preference) ?? [];
    if (name?.toLowerCase() === 'code' && /^\d{3}$/.test(value)) wanted.status = Number(value);
    if (name?.toLowerCase() === 'example') wanted.example = value;
  }
  return Object.keys(wanted).length === 0 ? null : wanted;
}

/**
 * An example of the contract as an answer.
 *
 * @throws {NoSuchAnswerError} when the operation has no such answer; its message lists those that it has.
 */
export function exampleAnswer(
  operation: ContractOperation,
  wanted: ForcedAnswer,
  accept?: string,
): Omit<WireAnswer, 'headers'> & { readonly headers: Record<string, string> } {
  const answers = operation.responses.filter(([status]) => (wanted.status ?? status) === status);
  for (const [status, { content = {}, headers = {} }] of answers) {
    const types = Object.entries(content);
    if (types.length === 0 && wanted.example === undefined) return { status, headers: headersOf(headers), body: '' };
    const first = accept === undefined ? [] : types.filter(([mediaType]) => accept.includes(mediaType));
    for (const [mediaType, { examples = {} }] of [...first, ...types]) {
      const name = wanted.example ?? Object.keys(examples)[0] ?? '';
      const { value } = examples[name] ?? {};
      if (value === undefined) continue;
      const body = typeof value === 'string' ? value : JSON.stringify(value);
      return { status, headers: { 'Content-Type': mediaType, ...headersOf(headers) }, body };
    }
  }
  throw new NoSuchAnswerError(operation, wanted);
}

/** Only those that every such answer has: the others are true of some requests, and this is none of them. */
function headersOf(declared: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers = Object.entries(declared).flatMap(([name, header]) => {
    const { required, example } = resolveReference<{ required?: boolean; example?: unknown }>(spec, header);
    return required === true && name !== 'X-Request-Id' ? [[name, String(example)] as const] : [];
  });
  return { 'Cache-Control': 'no-store', ...Object.fromEntries(headers) };
}

/** Somebody asked for an answer that the contract does not give to the operation. */
export class NoSuchAnswerError extends Error {
  override readonly name = 'NoSuchAnswerError';

  constructor({ operationId, responses }: ContractOperation, { status, example }: ForcedAnswer) {
    const declared = responses.find(([one]) => one === status)?.[1];
    const examples = Object.values(declared?.content ?? {}).flatMap((media) => Object.keys(media.examples ?? {}));
    super(
      declared === undefined
        ? status === undefined
          ? `No answer of ${operationId} has an example ${example}. Name its status too, as in code=200.`
          : `${operationId} is never answered ${status}. It can be: ${responses.map(([one]) => one).join(', ')}.`
        : `The ${status} of ${operationId} has no example ${example}. It has: ${examples.join(', ') || 'none'}.`,
    );
  }
}

/** The `Prefer` lines of a request, joined as RFC 9110 section 5.3 allows. */
export function preferOf({ headers }: IncomingMessage): string | undefined {
  const { prefer } = headers;
  return Array.isArray(prefer) ? prefer.join(', ') : prefer;
}
