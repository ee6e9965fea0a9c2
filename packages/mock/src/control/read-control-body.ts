import type { IncomingMessage } from 'node:http';
import { MockControlError } from './mock-control-error.ts';

const mostBytes = 1_048_576;

/**
 * Reads a body of JSON.
 *
 * @throws {MockControlError} when it is of another media type, too long, missing or malformed.
 */
export async function readControlBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new MockControlError(400, `The body is longer than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (bytes === 0) throw new MockControlError(400, 'The body is missing: send a JSON object.');
  if (mediaType !== 'application/json') throw new MockControlError(415, 'Send the body as application/json.');
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString());
  } catch (error) {
    throw new MockControlError(400, `The body is no JSON: ${(error as Error).message}.`);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new MockControlError(400, 'The body must be a JSON object.');
  }
  return body;
}
