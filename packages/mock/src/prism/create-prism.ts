import type { OpenApiDocument } from '@jobwire/contract/spec';
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpRequest,
  ProblemJsonError,
} from '@stoplight/prism-http';
import { createPrismLogger } from './create-prism-logger.ts';
import { specForPrism } from './spec-for-prism.ts';

/** What Prism is asked for beside the request. What is left out, it chooses. */
export interface PrismChoice {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly mediaTypes?: string[];
}

/** What Prism answers, before it goes over the wire. */
export interface PrismAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Where the request or the answer is not as the spec says. */
  readonly violations: readonly PrismViolation[];
  /** Why there is no answer of the spec, in the words of Prism; null where there is one. */
  readonly refusal: 'no path' | 'no method' | 'other' | null;
}

interface PrismViolation {
  readonly location: readonly (string | number)[];
  readonly severity: string;
  readonly code?: string | number | undefined;
  readonly message: string;
}

export type PrismRequest = IHttpRequest;

const config = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
} satisfies IHttpConfig;

/** As `@stoplight/types` numbers them. */
const severities = ['Error', 'Warning', 'Information', 'Hint'];

/** Prism for one spec. Loading this file costs more than half a second, so it is imported when a mock starts. */
export async function createPrism(spec: OpenApiDocument, log: ((line: string) => void) | undefined) {
  const operations = await getHttpOperationsFromSpec(specForPrism(spec));
  const logger = createPrismLogger(log);
  const prism = createInstance(config, { logger });
  return {
    async answer(input: PrismRequest, choice: PrismChoice): Promise<PrismAnswer> {
      logger.info({ input }, 'Request received');
      const result = await prism.request(input, operations, { ...config, mock: { ...config.mock, ...choice } })();
      if (result._tag === 'Left') {
        logger.error({ input }, `Request terminated with error: ${result.left}`);
        return refused(result.left);
      }
      const { output, validations } = result.right;
      const violations = [
        ...validations.input.map((one) => violation('request', one)),
        ...validations.output.map((one) => violation('response', one)),
      ];
      for (const { location, message } of violations) logger.error(`Violation: ${location.join('.')} ${message}`);
      return { status: output.statusCode, headers: output.headers ?? {}, body: output.body, violations, refusal: null };
    },
    /** Answers from another spec from now on. When it rejects, nothing has changed. */
    async replaceSpec(next: OpenApiDocument): Promise<void> {
      operations.splice(0, operations.length, ...(await getHttpOperationsFromSpec(specForPrism(next))));
    },
  };
}

interface Diagnostic {
  readonly path?: readonly (string | number)[] | undefined;
  readonly severity: number;
  readonly code?: string | number | undefined;
  readonly message: string;
}

function violation(of: string, { path = [], severity, code, message }: Diagnostic): PrismViolation {
  return { location: [of, ...path], severity: severities[severity] ?? 'Error', code, message };
}

function refused(error: Parameters<typeof ProblemJsonError.toProblemJson>[0]): PrismAnswer {
  const { headers = {} } = (error.additional ?? {}) as { readonly headers?: Readonly<Record<string, unknown>> };
  const [, name] = /#NO_(PATH|METHOD)_MATCHED_ERROR$/.exec(error.name) ?? [];
  return {
    status: error.status ?? 500,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
    body: ProblemJsonError.toProblemJson(error),
    violations: [],
    refusal: name === undefined ? 'other' : name === 'PATH' ? 'no path' : 'no method',
  };
}
