import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Tells a caller that waits for it to send its body (RFC 9110 section 10.1.1), but only when somebody begins to read: a
 * request that is refused for its head or its length never has to send it.
 */
export function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const { _read } = request;
  // Whoever was not told to go on may still send the body, or the next request in its place: nobody could tell which.
  response.setHeader('Connection', 'close');
  request._read = (size) => {
    request._read = _read;
    if (!response.headersSent) {
      response.removeHeader('Connection');
      response.writeContinue();
    }
    _read.call(request, size);
  };
}
