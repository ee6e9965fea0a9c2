import type { ProblemErrorItem } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Request, RequestHandler, Response } from 'express';
import { middleware } from 'express-openapi-validator';
import type { OpenAPIV3 } from 'express-openapi-validator/dist/framework/types.js';
import { firstFault } from '../schema/schema-faults.ts';
import { type ContractOperation, dereference, isDeepObject, isInteger, specOfOperation } from './contract-operation.ts';
import { ContractProblem, invalidParameter, severalFaults } from './contract-problem.ts';
import { headerCount } from './header-count.ts';
import type { ParsedQuery } from './parse-query.ts';
import { RequestFaults } from './request-faults.ts';

/**
 * Of the library's chain: the look-up of the operation, and the validation. The others change the parameters of the
 * app it is mounted in and check security, which is done by then.
 */
const usedHandlers = ['metadataMiddleware', 'requestMiddleware'];

/** Where the library's look-up leaves what it has found. */
interface LookedUp {
  openapi?: unknown;
}

const decimalInteger = /^-?\d+$/;

/** Path parameters as they came, by name. */
export type EncodedPath = Readonly<Record<string, string>>;

export interface ValidParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
}

const validators = new Map<ContractOperation, RequestValidator>();

/** One for all routers of a process: it keeps nothing of the requests that it sees, and takes long to make. */
export function requestValidatorOf(operation: ContractOperation): RequestValidator {
  const made = validators.get(operation) ?? new RequestValidator(operation);
  validators.set(operation, made);
  return made;
}

/**
 * The request validation of one operation. The library gets that operation's part of the contract alone, because it
 * scans and recompiles all the paths it knows at every request.
 */
export class RequestValidator {
  readonly #operation: ContractOperation;
  readonly #handlers: readonly RequestHandler[];
  /** What the look-up finds for every request alike, once it is known: where the path has no parameters. */
  #lookedUp: unknown;
  readonly #faults: RequestFaults;
  readonly #deepValidators: ReadonlyMap<string, ValidateFunction>;
  readonly #ruledHeaders: readonly string[];
  readonly #ruledHeadersInLowerCase: readonly string[];
  readonly #integers: readonly { readonly name: string; readonly in: 'path' | 'query' | 'header' }[];
  readonly #pathPatterns: readonly (readonly [name: string, pattern: RegExp])[];

  constructor(operation: ContractOperation) {
    this.#operation = operation;
    const chain = middleware({
      apiSpec: specOfOperation(operation) as unknown as OpenAPIV3.DocumentV3,
      // Unknown ones were refused when the query was parsed.
      validateRequests: { allowUnknownQueryParameters: true },
      validateResponses: false,
      validateSecurity: false,
      validateApiSpec: false,
      fileUploader: false,
      // The router may be mounted below a prefix that the contract does not know.
      useRequestUrl: true,
    }) as RequestHandler[];
    this.#handlers = chain.filter((handler) => usedHandlers.includes(handler.name));
    if (this.#handlers.length !== usedHandlers.length) {
      throw new Error(`express-openapi-validator no longer has the handlers ${usedHandlers.join(' and ')}.`);
    }
    this.#faults = new RequestFaults(operation);
    this.#deepValidators = deepObjectValidators(operation);
    this.#ruledHeaders = ruledHeaders(operation);
    this.#ruledHeadersInLowerCase = this.#ruledHeaders.map((name) => name.toLowerCase());
    this.#integers = operation.parameters.filter(isInteger);
    this.#pathPatterns = pathPatterns(operation);
  }

  /**
   * Checks parameters and body (in `request.body`), and gives the parameters parsed.
   *
   * @throws ContractProblem `validation_error`, with one entry for each thing that is wrong.
   */
  async validate(request: Request, response: Response, query: ParsedQuery): Promise<ValidParameters> {
    const { plain, deep } = query;
    const problems = [...query.problems, ...this.#repeatedHeaders(request), ...this.#strangeIntegers(request, plain)];
    for (const [name, value] of deep) {
      const accepts = this.#deepValidators.get(name);
      if (accepts === undefined || accepts(value)) continue;
      const { pointer, message } = firstFault(accepts.errors ?? [], 'request');
      const key = pointer === '' ? '' : `[${pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')}]`;
      problems.push(invalidParameter('query', `${name}${key}`, message));
    }
    Object.defineProperty(request, 'query', { value: plain, writable: true, configurable: true, enumerable: true });
    if (this.#operation.body === 'none') delete request.headers['content-type'];
    // It takes nothing but the query from here, and parses it as a URL at every request: the shorter, the cheaper.
    const { originalUrl } = request;
    const questionMark = request.url.indexOf('?');
    request.originalUrl = questionMark === -1 ? '' : request.url.slice(questionMark);
    try {
      await this.#runLibrary(request, response);
    } catch (error) {
      problems.push(...this.#problemsOf(error, request, plain));
    } finally {
      request.originalUrl = originalUrl;
    }
    if (problems.length > 0) throw severalFaults(problems);
    return { path: request.params as EncodedPath, query: { ...request.query, ...Object.fromEntries(deep) } };
  }

  /** The library stops at the first fault, so what else is wrong is looked for when it has found one. */
  #problemsOf(error: unknown, request: Request, query: ParsedQuery['plain']): ContractProblem[] {
    const { status } = error as ValidatorError;
    if (status !== 400) throw error;
    const { body, params, headers } = request;
    const found = this.#faults.list({ body, query, headers, path: params });
    return found.length === 0 ? [asProblem(error as ValidatorError)] : found.map(problemOfItem);
  }

  async #runLibrary(request: Request & LookedUp, response: Response): Promise<void> {
    if (this.#lookedUp === undefined) {
      await runAll(this.#handlers, request, response);
      if (!this.#operation.path.includes('{')) this.#lookedUp = request.openapi;
    } else {
      request.openapi = this.#lookedUp;
      await runAll(this.#handlers.slice(1), request, response);
    }
  }

  /** A header with a rule is one value, and Node would join several to one. */
  #repeatedHeaders({ headers, rawHeaders }: Request): ContractProblem[] {
    const problems: ContractProblem[] = [];
    for (const name of this.#ruledHeaders) {
      if (headers[name.toLowerCase()] === undefined || rawHeaders === undefined) continue;
      if (headerCount(name.toLowerCase(), rawHeaders) > 1) {
        problems.push(invalidParameter('header', name, 'is given twice'));
      }
    }
    return problems;
  }

  /** The library takes whatever JavaScript reads as a number, such as 0x10 and 1e1. */
  #strangeIntegers({ headers }: Request, plain: ParsedQuery['plain']): ContractProblem[] {
    const problems: ContractProblem[] = [];
    for (const { name, in: place } of this.#integers) {
      const value = place === 'query' ? plain[name] : headers[name.toLowerCase()];
      if (typeof value !== 'string' || decimalInteger.test(value)) continue;
      problems.push(invalidParameter(place, name, 'must be an integer in decimal digits'));
    }
    return problems;
  }

  /**
   * Whether the request carries nothing that the contract could refuse: no body, no query, no header that it declares
   * a rule for, and path parameters that fit their patterns. Such is every plain GET of a job, and the library would
   * take as long for it as the rest of the server together.
   */
  isTrivial(request: Request, { plain, deep, problems }: ParsedQuery, path: EncodedPath): boolean {
    if (this.#operation.body !== 'none' || deep.size > 0 || problems.length > 0) return false;
    for (const _ in plain) return false;
    for (const name of this.#ruledHeadersInLowerCase) if (request.headers[name] !== undefined) return false;
    for (const [name, pattern] of this.#pathPatterns) if (!pattern.test(path[name] ?? '')) return false;
    return true;
  }

  /** Compiles everything before the first request has to wait for it. */
  async warmUp(): Promise<void> {
    const { path, method, body } = this.#operation;
    const url = path.replaceAll(/\{\w+\}/g, 'warm-up');
    const headers = body === 'none' ? {} : { 'content-type': 'application/json' };
    const app = { enabled: () => true };
    const request = { method: method.toUpperCase(), url, path: url, baseUrl: '', headers, params: {}, app };
    try {
      await this.validate(request as unknown as Request, {} as Response, { plain: {}, deep: new Map(), problems: [] });
    } catch (error) {
      // A request without its body is refused, which is as good a warm-up as any.
      if (!(error instanceof ContractProblem)) throw error;
    }
  }
}

function runAll(handlers: readonly RequestHandler[], request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const runFrom = (index: number) => {
      const handle = handlers[index];
      if (handle === undefined) resolve();
      else handle(request, response, (error?: unknown) => (error === undefined ? runFrom(index + 1) : reject(error)));
    };
    runFrom(0);
  });
}

/** The library decodes the values of such parameters twice, so they are checked against the same schemas here. */
function deepObjectValidators(operation: ContractOperation): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: 'jobwire:schemas', components: { schemas: spec.components.schemas } });
  return new Map(
    operation.parameters.filter(isDeepObject).map(({ name, schema }) => {
      const reference = typeof schema.$ref === 'string' ? { $ref: `jobwire:schemas${schema.$ref}` } : schema;
      return [name, ajv.compile(reference)];
    }),
  );
}

/** The headers with a rule beyond being text. */
function ruledHeaders(operation: ContractOperation): string[] {
  return operation.parameters
    .filter(({ in: place, schema }) => place === 'header' && JSON.stringify(schema) !== '{"type":"string"}')
    .map(({ name }) => name);
}

/** Path parameters without a pattern match nothing here, so that they always go through the library. */
function pathPatterns(operation: ContractOperation): [string, RegExp][] {
  return operation.parameters
    .filter(({ in: place }) => place === 'path')
    .map(({ name, schema }) => {
      const { pattern } = dereference(schema);
      return [name, typeof pattern === 'string' ? new RegExp(pattern, 'u') : /^(?!)/];
    });
}

interface ValidatorError {
  readonly status?: number;
  readonly message: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** For a refusal that none of the parts explains. */
function asProblem({ errors = [], message }: ValidatorError): ContractProblem {
  const [first] = errors;
  if (first !== undefined) return problemOfItem(errorItem(first));
  return new ContractProblem('validation_error', `The request breaks the contract: ${message}.`);
}

function problemOfItem(item: ProblemErrorItem): ContractProblem {
  return new ContractProblem('validation_error', `The request breaks the contract: ${sentence(item)}.`, {
    errors: [item],
  });
}

function sentence(item: ProblemErrorItem): string {
  if (item.location === 'body') return `the body${item.pointer ? ` at ${item.pointer}` : ''} ${item.message}`;
  return `the ${item.location} parameter ${item.name} ${item.message}`;
}

function errorItem({ path, message }: { path: string; message: string }): ProblemErrorItem {
  const [, place = '', ...rest] = path.split('/');
  if (place === 'body') return { location: 'body', pointer: rest.length === 0 ? '' : `/${rest.join('/')}`, message };
  const location = place === 'params' ? 'path' : place === 'headers' ? 'header' : 'query';
  return { location, name: rest[0] ?? '', message };
}
