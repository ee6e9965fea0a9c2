// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

/** The stable names of HTTP errors. */
export const problemCodes = [
  'validation_error',
  'malformed_json',
  'invalid_cursor',
  'unauthorized',
  'forbidden',
  'job_not_found',
  'route_not_found',
  'method_not_allowed',
  'not_acceptable',
  'job_already_terminal',
  'job_not_terminal',
  'idempotency_key_reused',
  'idempotency_key_in_use',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'headers_too_large',
  'internal_error',
  'unavailable',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What each problem code answers: its HTTP status, its title, and whether a repetition may succeed. */
export const problems = {
  validation_error: {
    status: 400,
    title: 'The request breaks a rule of the contract',
    retryable: false,
    description: 'The request is well-formed, and a parameter, a header or the body breaks a rule of this contract. `errors` says which.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not JSON',
    retryable: false,
    description: 'The body cannot be read as JSON, or is not valid UTF-8.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor does not belong to this list',
    retryable: false,
    description: 'The cursor was not made by this server, or belongs to another organization, other filters, another order or another job.',
  },
  unauthorized: {
    status: 401,
    title: 'A valid key is needed',
    retryable: false,
    description: 'The request carries no key, or none that is valid.',
  },
  forbidden: {
    status: 403,
    title: 'The key may not do this',
    retryable: false,
    description: 'The key is valid and may not do this, such as a read-only key that asks for a write.',
  },
  job_not_found: {
    status: 404,
    title: 'No such job',
    retryable: false,
    description: 'There is no such job for this organization. It never existed, was purged, or belongs to another one; the three cannot be told apart.',
  },
  route_not_found: {
    status: 404,
    title: 'No such path',
    retryable: false,
    description: 'There is nothing at this path, or the server does not serve the class of its operation.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The path has no such method',
    retryable: false,
    description: 'The path is declared and this method is not one of its own. `Allow` lists those.',
  },
  not_acceptable: {
    status: 406,
    title: 'No offered media type is acceptable',
    retryable: false,
    description: '`Accept` allows none of the media types of the operation.',
  },
  job_already_terminal: {
    status: 409,
    title: 'The job has already ended',
    retryable: false,
    description: 'A cancel came after the job had ended as `completed`, `failed` or `expired`. The problem holds the job.',
  },
  job_not_terminal: {
    status: 409,
    title: 'The job has not ended yet',
    retryable: false,
    description: 'A delete came before the job had ended. The problem holds the job.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'The key was used for another request',
    retryable: false,
    description: 'The idempotency key was used for a request with another body.',
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'A request with this key is in flight',
    retryable: true,
    description: 'The first request with this idempotency key is still in flight. `Retry-After` says when to repeat.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    retryable: false,
    description: 'The body is larger than the server takes.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not declared as JSON',
    retryable: false,
    description: 'The body is not declared as `application/json`, or is not declared at all.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    description: 'The organization makes more requests than it may, or has reached a quota. `Retry-After` says when to repeat.',
  },
  headers_too_large: {
    status: 431,
    title: 'The request line and headers are too large',
    retryable: false,
    description: 'The request line and the headers are larger than the server takes, such as a list with very long filters. Nothing of the request was read.',
  },
  internal_error: {
    status: 500,
    title: 'The server made an error',
    retryable: true,
    description: 'The server made an error that is not the caller\'s. A `createJob` is repeated safely only with an idempotency key.',
  },
  unavailable: {
    status: 503,
    title: 'The server cannot serve this now',
    retryable: true,
    description: 'The server is starting, stopping, or cannot reach its storage. `Retry-After` says when to repeat.',
  },
} as const;
