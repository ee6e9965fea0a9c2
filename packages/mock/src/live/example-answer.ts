import { spec } from '@jobwire/contract/spec';
import type { AskedAnswer } from '../asking/asked-answer.ts';
import { chooseAnswer } from '../asking/choose-answer.ts';
import { resolveReference } from '../asking/operations-of.ts';
import type { ContractOperation } from './contract-operations.ts';

/** An answer before it goes over the wire. */
export interface ExampleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text where the media type is no JSON, and undefined where there is no body. */
  readonly body: unknown;
}

/**
 * An example of the contract as an answer.
 *
 * @throws {UnanswerableError} when the operation has no such answer; its message lists those that it has.
 */
export function exampleAnswer(operation: ContractOperation, asked: AskedAnswer, accept?: string): ExampleAnswer {
  const { status, mediaType, example } = chooseAnswer(operation, asked, accept);
  const declared = operation.responses.find(([one]) => one === status)?.[1];
  const headers = headersOf(declared?.headers ?? {});
  if (mediaType === null || example === null) return { status, headers, body: undefined };
  const { value } = declared?.content?.[mediaType]?.examples?.[example] ?? {};
  return { status, headers: { 'Content-Type': mediaType, ...headers }, body: value };
}

/** Only those that every such answer has: the others are true of some requests, and this is none of them. */
function headersOf(declared: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers = Object.entries(declared).flatMap(([name, header]) => {
    const { required, example } = resolveReference<{ required?: boolean; example?: unknown }>(spec, header);
    return required === true && name !== 'X-Request-Id' ? [[name, String(example)] as const] : [];
  });
  return { 'Cache-Control': 'no-store', ...Object.fromEntries(headers) };
}
