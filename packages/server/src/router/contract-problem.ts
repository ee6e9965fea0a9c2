import { type Job, type ProblemCode, type ProblemErrorItem, problems } from '@jobwire/contract';
import { mostFaults } from '../schema/schema-faults.ts';

export interface ContractProblemOptions {
  /** What is wrong with the request, one entry each. */
  readonly errors?: readonly ProblemErrorItem[];
  /** The job, for the two codes that carry one. */
  readonly job?: Job;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Throw this from a handler to answer with a problem of the catalogue. `message` becomes `detail`. */
export class ContractProblem extends Error {
  override readonly name = 'ContractProblem';
  readonly code: ProblemCode;
  readonly errors: readonly ProblemErrorItem[] | undefined;
  readonly job: Job | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, options: ContractProblemOptions = {}) {
    super(detail);
    this.code = code;
    this.errors = options.errors;
    this.job = options.job;
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return problems[this.code].status;
  }

  /**
   * The body of the answer (RFC 9457).
   *
   * @param given `type` leads to the documentation of the code, `instance` is the path that was asked for.
   */
  toBody(given: { type: string; instance: string; requestId: string }): Record<string, unknown> {
    const { title, status, retryable } = problems[this.code];
    return {
      type: given.type,
      title,
      status,
      detail: this.message,
      instance: given.instance,
      code: this.code,
      request_id: given.requestId,
      retryable,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      ...(this.job === undefined ? {} : { job: this.job }),
    };
  }
}

/** Handlers may throw anything, also a proxy that refuses to be looked at. */
export function isContractProblem(thrown: unknown): thrown is ContractProblem {
  try {
    return thrown instanceof ContractProblem;
  } catch {
    return false;
  }
}

/** A `validation_error` about one place of the request. */
export function invalidParameter(
  location: 'path' | 'query' | 'header',
  name: string,
  message: string,
): ContractProblem {
  return new ContractProblem('validation_error', `The ${location} parameter ${name} ${message}.`, {
    errors: [{ location, name, message }],
  });
}

/** A `validation_error` about one place of the body, as a JSON Pointer (RFC 6901). */
export function invalidBody(pointer: string, message: string): ContractProblem {
  return new ContractProblem('validation_error', `The body ${pointer === '' ? '' : `at ${pointer} `}${message}.`, {
    errors: [{ location: 'body', pointer, message }],
  });
}

/** One `validation_error` for several, which tells of each place once. A single one stays as it is. */
export function severalFaults(problems: readonly ContractProblem[]): ContractProblem {
  const items = new Map<string, ProblemErrorItem>();
  for (const item of problems.flatMap(({ errors = [] }) => errors)) {
    const place = `${item.location} ${item.pointer ?? item.name}`;
    if (!items.has(place) && items.size < mostFaults) items.set(place, item);
  }
  const [first] = problems;
  if (first !== undefined && items.size < 2) return first;
  const errors = [...items.values()];
  return new ContractProblem('validation_error', `${countedFaults(errors)} break a rule.`, { errors });
}

function countedFaults(errors: readonly ProblemErrorItem[]): string {
  const count = errors.length < mostFaults ? errors.length : `At least ${errors.length}`;
  const places = new Set(errors.map(({ location }) => location));
  if (places.size > 1) return `${count} parts of the request`;
  return places.has('body') ? `${count} members of the body` : `${count} ${[...places][0]} parameters`;
}

/** The 401 for a request without a usable key, or with one that nobody holds (RFC 6750 section 3). */
export function unauthorized(key: 'missing' | 'invalid'): ContractProblem {
  if (key === 'missing') {
    return new ContractProblem('unauthorized', 'Send one header `Authorization: Bearer <key>`.', {
      headers: { 'WWW-Authenticate': 'Bearer realm="jobwire"' },
    });
  }
  return new ContractProblem('unauthorized', 'The key is not valid on this server: it is mistyped, or was revoked.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="jobwire", error="invalid_token"' },
  });
}

/** The 429 for a key whose organization asks too often (RFC 6585 section 4). */
export function rateLimited(retryAfterSeconds: number): ContractProblem {
  return new ContractProblem(
    'rate_limited',
    'The organization has made more requests than it may. Repeat this request after the time in Retry-After.',
    { headers: { 'Retry-After': String(retryAfterSeconds) } },
  );
}

interface RequestLine {
  readonly method: string;
  readonly originalUrl: string;
}

export function routeNotFound({ method, originalUrl }: RequestLine): ContractProblem {
  return new ContractProblem('route_not_found', `There is nothing at ${method} ${originalUrl.split('?')[0]}.`);
}

/** The 405 for a declared path, with the methods that it has (RFC 9110 section 15.5.6). */
export function methodNotAllowed({ method }: RequestLine, methods: readonly string[]): ContractProblem {
  const allow = methods.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', ');
  return new ContractProblem('method_not_allowed', `${method} is not a method of this path, which has ${allow}.`, {
    headers: { Allow: allow },
  });
}

/** Unknown and foreign ids answer with this, word for word. */
export function jobNotFound(jobId: string): ContractProblem {
  return new ContractProblem('job_not_found', `There is no job ${jobId}.`);
}
