import { operations } from '@jobwire/contract';
import type { Middleware } from 'openapi-fetch';
import { hideApiKey } from './api-key.ts';
import { NetworkError } from './network-error.ts';
import { ProblemError } from './problem-error.ts';
import { readProblem } from './read-problem.ts';
import { UnexpectedResponseError } from './unexpected-response-error.ts';

/** What any path or method may answer when the server does not have it (`x-jobwire-undeclared`). */
const undeclaredStatuses: readonly number[] = [404, 405];

/**
 * Lets only successful answers of the contract through. Every other outcome becomes the one error that says what happened:
 * a problem, an answer that is not of the contract, or no answer.
 */
export const contractAnswers: Middleware = {
  async onResponse({ request, response, schemaPath }) {
    const { status } = response;
    const text = await readText(request, response);
    const unexpected = (reason: string) =>
      new UnexpectedResponseError({
        method: request.method,
        url: request.url,
        status,
        reason,
        body: hideApiKey(text, request),
      });

    if (![...declaredStatuses(request.method, schemaPath), ...undeclaredStatuses].includes(status)) {
      throw unexpected('the contract does not declare that status');
    }
    const mediaType = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? 'no media type';
    const wanted = response.ok ? 'application/json' : 'application/problem+json';
    if (mediaType !== wanted) {
      throw unexpected(`the contract declares ${wanted} and not ${mediaType}`);
    }
    const body = parseJson(text);
    if (body === undefined) {
      throw unexpected('the body is not JSON');
    }
    if (response.ok) {
      return new Response(text, response);
    }
    const problem = readProblem(body, status);
    if (problem === null) {
      throw unexpected('the body is not a problem of the contract');
    }
    throw new ProblemError(request, problem, hideApiKey(problem.detail, request));
  },

  onError({ request, error }) {
    // An abort is the wish of the caller and stays what it is.
    if (request.signal.aborted) {
      return;
    }
    return networkError(request, error);
  },
};

async function readText(request: Request, response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw request.signal.aborted ? error : networkError(request, error);
  }
}

function networkError(request: Request, cause: unknown): NetworkError {
  const reason = reasonOf(cause);
  const shown = hideApiKey(reason, request);
  // A cause that holds the key would be printed with the error.
  return new NetworkError(request, shown, shown === reason ? cause : undefined);
}

/** Node hides the reason, such as ECONNREFUSED, in the cause of "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const inner = error.cause;
  if (!(inner instanceof Error)) {
    return error.message;
  }
  return `${error.message} (${'code' in inner ? inner.code : inner.message})`;
}

function declaredStatuses(method: string, path: string): readonly number[] {
  const operation = Object.values(operations).find(
    (candidate) => candidate.path === path && candidate.method === method.toLowerCase(),
  );
  return operation?.statuses ?? [];
}

/** Undefined when the text is not JSON, which no JSON text stands for. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
