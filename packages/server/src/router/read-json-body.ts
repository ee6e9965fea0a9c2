import express, { type Request, type Response } from 'express';
import { ContractProblem, invalidBody } from './contract-problem.ts';

export interface BodyLimits {
  /** How large a body may be, in bytes, also after decompression. */
  readonly bytes: number;
  /** How deep objects and lists may be nested; the outermost is level 1. */
  readonly depth: number;
}

/** What a body may be compressed with (RFC 9110 section 8.4.1, RFC 8878). */
const contentCodings = ['gzip', 'deflate', 'br', 'zstd'];

export type JsonBodyReader = (request: Request, response: Response) => Promise<unknown>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether a request carries a body at all (RFC 9112 section 6). */
export function hasBody(request: Request): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true;
  const length = request.headers['content-length'];
  return length !== undefined && length !== '0';
}

/** Whether a body that did not say its length has none: its first byte, or its end, decides. */
export function isEmptyAfterAll(request: Request): Promise<boolean> {
  if (request.headers['transfer-encoding'] === undefined) return Promise.resolve(false);
  if (request.readableEnded) return Promise.resolve(false);
  return new Promise((resolve) => {
    request.once('data', () => resolve(false));
    request.once('end', () => resolve(true));
    request.once('close', () => resolve(false));
  });
}

/**
 * Makes a function that reads a body as strict JSON. It resolves with undefined for a body of no bytes. What a parser of the
 * app has read before is taken from `request.body`, as text, as bytes or as a value: how large it may be was up to that one.
 *
 * @throws ContractProblem `payload_too_large`, `malformed_json`, or `validation_error` for text and depth that are
 * never accepted, whatever the schema says.
 */
export function jsonBodyReader(limits: BodyLimits): JsonBodyReader {
  const readBytes = express.raw({ type: () => true, limit: limits.bytes, inflate: true });
  return async (request, response) => {
    if (request.readableEnded) return readBefore(request.body, limits.depth);
    // As soon as it is known: the reader would first wait for the end of the body, which may be far off or never come.
    // What still arrives is dropped, so that the caller can read the answer.
    if (Number(request.headers['content-length']) > limits.bytes) throw tooLarge(limits.bytes);
    await new Promise<void>((resolve, reject) => {
      let received = 0;
      request.on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (received > limits.bytes) reject(tooLarge(limits.bytes));
      });
      readBytes(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(asProblem(error))));
    });
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
    return parseStrictly(bytes, limits.depth);
  };
}

function tooLarge(limit: number): ContractProblem {
  return new ContractProblem('payload_too_large', `The body is larger than ${limit} bytes.`);
}

/** What an earlier parser of the app made of the body, such as `express.json()`. */
function readBefore(body: unknown, depthLimit: number): unknown {
  if (Buffer.isBuffer(body)) return body.length === 0 ? undefined : parseStrictly(body, depthLimit);
  if (typeof body === 'string') return body === '' ? undefined : parseText(body, depthLimit);
  if (nestsDeeperThan(body, depthLimit)) throw tooDeep(depthLimit);
  refuseUnstorableText(body, '');
  refuseInfinity(body, '');
  return body;
}

function parseStrictly(bytes: Buffer, depthLimit: number): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new ContractProblem('malformed_json', 'The body is not valid UTF-8.');
  }
  return parseText(text, depthLimit);
}

function parseText(text: string, depthLimit: number): unknown {
  if (isDeeperThan(text, depthLimit)) throw tooDeep(depthLimit);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ContractProblem('malformed_json', `The body is not JSON: ${(error as Error).message}.`);
  }
  // Only an escape can smuggle them in: the bytes themselves were valid UTF-8, and JSON has no raw control characters.
  if (text.includes('\\u')) refuseUnstorableText(value, '');
  if (hugeNumber.test(text)) refuseInfinity(value, '');
  return value;
}

function tooDeep(limit: number): ContractProblem {
  return invalidBody('', `is nested deeper than ${limit} levels`);
}

/** Digits or an exponent enough to leave the range of a double: what looks so may still be a string, or fine. */
const hugeNumber = /[eE][+]?\d{3}|\d{300}/;

/** A number beyond the range of a double would be kept as `null` (RFC 8259 section 6). */
function refuseInfinity(value: unknown, pointer: string): void {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    throw invalidBody(pointer, 'is a number beyond the range of an IEEE 754 double');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) refuseInfinity(member, `${pointer}/${escaped(key)}`);
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Looks at the text, before anything that recurses looks at the value. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** The same for a value; it recurses no deeper than the limit. */
function nestsDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((member) => nestsDeeperThan(member, limit - 1));
}

function refuseUnstorableText(value: unknown, pointer: string): void {
  if (typeof value === 'string') refuseUnstorable(value, pointer);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseUnstorableText(item, `${pointer}/${index}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      refuseUnstorable(key, pointer);
      refuseUnstorableText(member, `${pointer}/${escaped(key)}`);
    }
  }
}

function refuseUnstorable(text: string, pointer: string): void {
  if (text.includes('\0')) throw invalidBody(pointer, 'holds a NUL character');
  if (!text.isWellFormed()) throw invalidBody(pointer, 'holds a lone surrogate, which is not Unicode text');
}

/** What the reader of bytes can refuse, in the contract's words. */
function asProblem(error: unknown): unknown {
  const { type, status, limit } = error as { type?: string; status?: number; limit?: number };
  if (type === 'entity.too.large') return tooLarge(limit ?? 0);
  if (type === 'encoding.unsupported') {
    return new ContractProblem(
      'unsupported_media_type',
      `The content coding of the body is not supported: use ${contentCodings.join(', ')} or none.`,
      // Told beside a 415 for the coding, and never beside one for the media type (RFC 9110 section 12.5.3).
      { headers: { 'Accept-Encoding': contentCodings.join(', ') } },
    );
  }
  if (status === 400)
    return new ContractProblem('malformed_json', 'The body ended early or is not what its headers say.');
  return error;
}
