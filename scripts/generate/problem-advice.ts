import type { ProblemCode } from '../../packages/contract/src/index.ts';

/** What a caller does about each problem, for the guide to errors. */
export const problemAdvice: Readonly<Record<ProblemCode, string>> = {
  validation_error:
    'Correct what `errors` lists, one entry each: `location` says whether it is the path, the query, a header or the body, and `pointer` or `name` which member. A repetition without a change gets the same answer.',
  malformed_json: 'Send JSON in UTF-8. Look for a body that was cut off, or that was put together by hand.',
  invalid_cursor:
    'Read the list again from its beginning, without `cursor`. Keep the filters and the order as they are while you read on; only `limit` may change.',
  unauthorized:
    'Send `Authorization: Bearer <key>` with a key that this server knows, once and in no other place. A key in a query is never read.',
  forbidden: 'Use a key that may write, or ask the operator for one.',
  job_not_found:
    'Look at the id, and at the organization that the key belongs to. A job that was deleted, or whose `expires_at` has passed, does not come back.',
  route_not_found:
    'Compare the path with the reference: it begins with `/v1`, is case-sensitive and has no slash at its end. `getCapabilities` tells which classes the server serves.',
  method_not_allowed: 'Use one of the methods in `Allow`.',
  not_acceptable: 'Accept `application/json` for a page of events, or `text/event-stream` for the stream.',
  job_already_terminal:
    'Nothing has to be done, unless the outcome matters: the job is in member `job`, as it ended. Its results are there to read.',
  job_not_terminal: 'Cancel the job first if it is not wanted, wait until it has ended, and delete it then.',
  idempotency_key_reused: 'Use a new key for a new job. To repeat a request, send the same body with its key.',
  idempotency_key_in_use:
    'Repeat the same request after `Retry-After`. It gets the answer of the first one as soon as that job is stored.',
  payload_too_large:
    'Send less at once: several jobs, or an address in `input` from where the handler reads the data. `limits.body_bytes` of `getCapabilities` is the bound.',
  unsupported_media_type: 'Send `Content-Type: application/json`.',
  rate_limited:
    'Repeat the request after `Retry-After`. Callers that wait for jobs save most of their requests with `Prefer: wait=60`. For a quota of open jobs or stored bytes, let jobs end, or delete those that are not needed any more.',
  headers_too_large: 'Ask for less in one request, such as a list with fewer or shorter filters.',
  internal_error:
    'Repeat the request; a `createJob` only with an `Idempotency-Key`. If it stays, report `request_id` to the operator, whose log has it.',
  unavailable: 'Repeat the request after `Retry-After`. Nothing was changed by it.',
};
