import type { OpenAPIV3 } from 'express-openapi-validator/dist/framework/types.js';
import { middleware } from 'express-openapi-validator';
import type { Request, RequestHandler, Response } from 'express';
import { type ContractOperation, specOfOperation } from './contract-operation.ts';
import { ContractProblem } from './contract-problem.ts';
import type { ParsedQuery } from './parse-query.ts';
import type { ProblemErrorItem } from '@jobwire/contract';

export interface RequestValidator {
  /** @throws ContractProblem `validation_error`, with one entry for each thing that is wrong. */
  validate(request: Request, response: Response, query: ParsedQuery['plain']): Promise<void>;
  /** Compiles everything before the first request has to wait for it. */
  warmUp(): Promise<void>;
}

/**
 * Makes the request validation of one operation. The validator gets that operation's part of the contract alone,
 * because it scans and recompiles all the paths it knows at every request.
 */
export function requestValidator(operation: ContractOperation): RequestValidator {
  const handlers = middleware({
    apiSpec: specOfOperation(operation) as unknown as OpenAPIV3.DocumentV3,
    validateRequests: { allowUnknownQueryParameters: true },
    validateResponses: false,
    validateSecurity: false,
    validateApiSpec: false,
    fileUploader: false,
  }) as RequestHandler[];

  async function validate(request: Request, response: Response, query: ParsedQuery['plain']): Promise<void> {
    Object.defineProperty(request, 'query', { value: query, writable: true, configurable: true, enumerable: true });
    // It matches against the full URL; the router may be mounted below a prefix that the contract does not know.
    const { originalUrl } = request;
    request.originalUrl = request.url;
    try {
      for (const handle of handlers) {
        await new Promise<void>((resolve, reject) => {
          handle(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
        });
      }
    } catch (error) {
      throw asProblem(error);
    } finally {
      request.originalUrl = originalUrl;
    }
  }

  return {
    validate,
    async warmUp() {
      const url = operation.path.replaceAll(/\{\w+\}/g, 'warm-up');
      const headers = operation.body === 'none' ? {} : { 'content-type': 'application/json' };
      const app = { param: () => {}, enabled: () => true };
      const request = { method: operation.method.toUpperCase(), url, path: url, baseUrl: '', headers, params: {}, app };
      try {
        await validate(request as unknown as Request, {} as Response, {});
      } catch (error) {
        // A request without its body is refused, which is as good a warm-up as any.
        if (!(error instanceof ContractProblem)) throw error;
      }
    },
  };
}

interface ValidatorError {
  readonly status?: number;
  readonly message: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

function asProblem(error: unknown): unknown {
  const { status, errors, message } = error as ValidatorError;
  if (status !== 400 || errors === undefined || errors.length === 0) return error;
  const items = errors.map(errorItem);
  const [first] = items;
  const where = first?.pointer !== undefined ? `the body at ${first.pointer || 'its root'}` : `${first?.location} ${first?.name ?? ''}`;
  return new ContractProblem('validation_error', `The request breaks the contract: ${where.trim()} ${first?.message ?? message}.`, {
    errors: items,
  });
}

function errorItem({ path, message }: { path: string; message: string }): ProblemErrorItem {
  const [, place = '', ...rest] = path.split('/');
  if (place === 'body') return { location: 'body', pointer: rest.length === 0 ? '' : `/${rest.join('/')}`, message };
  const location = place === 'params' ? 'path' : place === 'headers' ? 'header' : 'query';
  return { location, name: rest[0] ?? '', message };
}
