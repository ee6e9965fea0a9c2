import type { IncomingMessage } from 'node:http';

/**
 * The example of a problem as one about this request: `instance` is the path that was asked for, and `request_id` its name, as the
 * contract says. Anything else stays as it is, and so does the `/` of a problem whose server could not read the path.
 */
export function ownProblem(body: unknown, request: IncomingMessage, requestId: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return {
    ...body,
    ...('instance' in body && body.instance !== '/' ? { instance: pathOf(request) } : {}),
    ...('request_id' in body ? { request_id: requestId } : {}),
  };
}

/** As a URI reference, which no other characters may be in (RFC 3986 section 3.3). */
function pathOf({ url = '/' }: IncomingMessage): string {
  const [path = '/'] = url.split('?');
  return path.replace(/%(?![0-9a-f]{2})|[^\w\-.~!$&'()*+,;=:@/%]/gi, encodeURIComponent);
}
