import type { JsonSchema } from '@jobwire/server';

/** One document as a caller sends it. */
export interface DocumentInput {
  readonly id?: string;
  readonly name?: string;
  readonly data: string;
}

/** The input of a `documents.extract_text` job. */
export interface ExtractTextInput {
  readonly documents: readonly DocumentInput[];
  readonly pause_ms?: number;
}

/** The job type: what a caller writes into `type`. */
export const extractTextType = 'documents.extract_text';

/** How many documents one job takes; the size of the request body limits it long before, unless they are tiny. */
export const maxDocuments = 1000;

/** The longest pause between two documents, in milliseconds. */
export const maxPauseMs = 10_000;

/** What the server checks before it takes a job, and what callers see in the capabilities. */
export const extractTextInputSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['documents'],
  properties: {
    documents: {
      type: 'array',
      description: 'The documents, in the order in which they are read.',
      minItems: 1,
      maxItems: maxDocuments,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['data'],
        properties: {
          id: {
            type: 'string',
            description: 'Names the result of this document. Without it the position does: document-0, document-1, …',
            minLength: 1,
            maxLength: 128,
          },
          name: {
            type: 'string',
            description: 'What people call the document, for example its file name.',
            minLength: 1,
            maxLength: 200,
          },
          data: {
            type: 'string',
            description: 'The PDF file as a data URL in base64.',
            pattern: '^data:application/pdf;base64,[A-Za-z0-9+/]+={0,2}$',
          },
        },
      },
    },
    pause_ms: {
      type: 'integer',
      description:
        'Milliseconds to wait between two documents. Only for trying cancel by hand: a few small documents are done before anybody can type.',
      minimum: 0,
      maximum: maxPauseMs,
      default: 0,
    },
  },
};
