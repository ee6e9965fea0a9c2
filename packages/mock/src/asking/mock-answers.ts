import { spec as contract, type OpenApiDocument } from '@jobwire/contract/spec';
import { operationsOf } from './operations-of.ts';

/** One answer that the mock gives on demand. */
export interface MockAnswer {
  readonly operationId: string;
  /** Upper case. */
  readonly method: string;
  /** As in the spec, with its `{parameters}`. */
  readonly path: string;
  /** Ask for it with `Prefer: code=<status>`. */
  readonly status: number;
  /** Null for an answer without a body. Ask for one of several with `Accept`. */
  readonly mediaType: string | null;
  /** Ask for one with `Prefer: code=<status>, example=<name>`. The first is given when none is named. */
  readonly examples: readonly string[];
}

/** Everything that can be asked for: one entry per operation, status and media type, in the order of the spec. */
export function mockAnswers(spec: OpenApiDocument = contract): MockAnswer[] {
  return operationsOf(spec).flatMap(({ operationId, method, path, responses }) =>
    responses.flatMap(([status, { content = {} }]): MockAnswer[] => {
      const mediaTypes = Object.entries(content);
      if (mediaTypes.length === 0) return [{ operationId, method, path, status, mediaType: null, examples: [] }];
      return mediaTypes.map(([mediaType, { examples = {} }]) => ({
        operationId,
        method,
        path,
        status,
        mediaType,
        examples: Object.keys(examples),
      }));
    }),
  );
}
