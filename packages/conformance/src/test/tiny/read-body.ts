import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { parseBody } from './parse-body.ts';
import { Refusal, wrongBody } from './refusal.ts';
import type { World } from './world.ts';

/** The largest body, in bytes. */
export const bodyBytes = 1_048_576;

/**
 * Reads the body of a request; undefined when there is none.
 *
 * @throws Refusal when it is not declared as JSON, too large, not JSON, or missing where it is required
 */
export async function readBody(world: World, request: IncomingMessage, required: boolean): Promise<unknown> {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (length === '0' && encoding === undefined) {
    return missing(required);
  }
  const late = world.breaks('a body is judged before its media type');
  const sizeFirst = late || world.breaks('the size of a body is judged before its media type');
  if (!sizeFirst) {
    checkMediaType(world, request);
  }
  const bytes = await buffer(request);
  if (late || world.breaks('a body is parsed before it is measured')) {
    parseBody(world, bytes);
  }
  checkSize(world, bytes);
  if (sizeFirst) {
    checkMediaType(world, request);
  }
  return bytes.length === 0 ? missing(required) : parseBody(world, bytes);
}

function checkSize(world: World, bytes: Buffer): void {
  if (bytes.length > bodyBytes && !world.breaks('a body of any size is taken')) {
    if (world.breaks('a body that is too large answers 400')) {
      throw wrongBody({ pointer: '', message: 'is too large' });
    }
    throw new Refusal('payload_too_large', `I take ${bodyBytes} bytes, and these are ${bytes.length}.`);
  }
}

function missing(required: boolean): undefined {
  if (required) {
    throw wrongBody({ pointer: '', message: 'is needed' });
  }
  return undefined;
}

function checkMediaType(world: World, { headers }: IncomingMessage): void {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === undefined && world.breaks('a body without a media type is taken')) {
    return;
  }
  if (mediaType !== undefined && world.breaks('a body of any media type is taken')) {
    return;
  }
  const exact = world.breaks('a media type with parameters is refused');
  if (mediaType !== 'application/json' || (exact && headers['content-type'] !== 'application/json')) {
    throw new Refusal('unsupported_media_type', 'I read application/json and nothing else.');
  }
}
