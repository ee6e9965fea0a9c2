import type { AskedAnswer } from './asked-answer.ts';
import { listAnswers } from './list-answers.ts';
import type { SpecOperation } from './operations-of.ts';
import { UnanswerableError } from './unanswerable-error.ts';

/** One answer of an operation, among those that its spec writes. */
export interface ChosenAnswer {
  readonly status: number;
  /** Null for an answer without a body. */
  readonly mediaType: string | null;
  /** Null where the media type has no examples. */
  readonly example: string | null;
}

/**
 * The answer that is meant: of several media types the accepted one, and otherwise the first that has the example.
 *
 * @throws {UnanswerableError} when the operation has no such answer.
 */
export function chooseAnswer(operation: SpecOperation, asked: AskedAnswer, accept = ''): ChosenAnswer {
  for (const [status, { content = {} }] of operation.responses) {
    if ((asked.status ?? status) !== status) continue;
    const types = Object.entries(content);
    if (types.length === 0 && asked.example === undefined) return { status, mediaType: null, example: null };
    const accepted = types.filter(([mediaType]) => accept.includes(mediaType));
    for (const [mediaType, { examples = {} }] of [...accepted, ...types]) {
      const names = Object.keys(examples);
      if (asked.example === undefined) return { status, mediaType, example: names[0] ?? null };
      if (names.includes(asked.example)) return { status, mediaType, example: asked.example };
    }
  }
  throw new UnanswerableError(404, whyNot(operation, asked));
}

function whyNot(operation: SpecOperation, { status, example }: AskedAnswer): string {
  const { operationId, responses } = operation;
  const declared = responses.find(([one]) => one === status)?.[1];
  if (status === undefined) return `No answer of ${operationId} has an example ${example}. ${listAnswers(operation)}`;
  if (declared === undefined) return `${operationId} is never answered ${status}. ${listAnswers(operation)}`;
  const names = Object.values(declared.content ?? {}).flatMap(({ examples = {} }) => Object.keys(examples));
  const instead = names.length === 0 ? 'It has none: leave the example out.' : `It has: ${names.join(', ')}.`;
  return `The ${status} of ${operationId} has no example ${example}. ${instead}`;
}
