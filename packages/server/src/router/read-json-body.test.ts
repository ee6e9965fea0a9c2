import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { ProblemCode } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth, create, createWith, json } from '../test/router-requests.ts';

const mebibyte = 1_048_576;

function nested(depth: number): string {
  // The object and `input` are the two outermost levels.
  return `{"type":"demo.batch","input":{"a":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`;
}

function ofSize(bytes: number): string {
  const frame = '{"type":"demo.batch","input":{"a":""}}';
  return frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
}

mountedAtEachPrefix(({ received, send }) => {
  describe('reads bodies', () => {
    test.each<{ given: string; request: ExchangeRequest; want: unknown }>([
      { given: 'no body', request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: auth }, want: undefined },
      {
        given: 'an empty body with a JSON content type',
        request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: '' },
        want: undefined,
      },
      {
        given: 'an empty body in pieces',
        request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: [] },
        want: undefined,
      },
      {
        given: 'an empty object',
        request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: '{}' },
        want: {},
      },
      {
        given: 'a reason of 500 characters beyond the basic plane',
        request: {
          method: 'POST',
          path: '/v1/jobs/job_1/cancel',
          headers: json,
          body: JSON.stringify({ reason: '😀'.repeat(500) }),
        },
        want: { reason: '😀'.repeat(500) },
      },
    ])('of a cancel: $given', async ({ request, want }) => {
      expect((await send(request)).json.code).toBe('job_already_terminal');
      expect(received[0]?.body).toEqual(want);
    });

    test.each<{ given: string; body: string | Uint8Array; want: ProblemCode }>([
      { given: 'nothing but an opening brace', body: '{', want: 'malformed_json' },
      { given: 'a trailing comma', body: '{"type":"demo.batch","input":{},}', want: 'malformed_json' },
      { given: 'single quotes', body: "{'type':'demo.batch'}", want: 'malformed_json' },
      { given: 'two values', body: '{} {}', want: 'malformed_json' },
      { given: 'NaN', body: '{"input":{"n":NaN}}', want: 'malformed_json' },
      { given: 'blanks only', body: '   ', want: 'malformed_json' },
      { given: 'a raw NUL', body: '{"type":"demo.batch","input":{"a":"\0"}}', want: 'malformed_json' },
      { given: 'invalid UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), want: 'malformed_json' },
      { given: 'a surrogate in UTF-8', body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), want: 'malformed_json' },
      { given: 'UTF-16', body: Buffer.from('{}', 'utf16le'), want: 'malformed_json' },
      { given: 'an escaped NUL', body: '{"type":"demo.batch","input":{"a":"\\u0000"}}', want: 'validation_error' },
      {
        given: 'an escaped NUL in a key',
        body: '{"type":"demo.batch","input":{"\\u0000":1}}',
        want: 'validation_error',
      },
      { given: 'a lone surrogate', body: '{"type":"demo.batch","input":{"a":["\\ud800"]}}', want: 'validation_error' },
      {
        given: 'a lone surrogate in a key',
        body: '{"type":"demo.batch","input":{"\\udc00":1}}',
        want: 'validation_error',
      },
      { given: 'a string', body: '"text"', want: 'validation_error' },
      { given: 'an empty string', body: '""', want: 'validation_error' },
      { given: 'a number', body: '0', want: 'validation_error' },
      { given: 'false', body: 'false', want: 'validation_error' },
      { given: 'null', body: 'null', want: 'validation_error' },
      { given: 'a list', body: '[]', want: 'validation_error' },
      { given: '33 levels', body: nested(33), want: 'validation_error' },
      { given: '10,000 levels', body: nested(10_000), want: 'validation_error' },
      { given: '500,000 levels that never close', body: '['.repeat(500_000), want: 'validation_error' },
    ])('and refuses $given: $want', async ({ body, want }) => {
      for (const request of [
        create(body),
        { ...create(body), path: '/v1/jobs/job_1/cancel' },
        { ...create(body), path: '/v1/jobs/cancel' },
      ]) {
        const answer = await send(request);
        expect([request.path, answer.status, answer.json.code]).toEqual([request.path, 400, want]);
      }
      expect(received).toEqual([]);
    });

    test('text comes back as it was sent, without normalization', async () => {
      const text = 'e\u0301 \u00e9 \u0001 \u2028 😀 "\\/';

      expect((await send(createWith({ input: { text } }))).json.input.text).toBe(text);
    });

    test('32 levels are accepted', async () => {
      expect((await send(create(nested(32)))).status).toBe(201);
    });

    test('brackets in strings are no levels', async () => {
      expect((await send(createWith({ input: { a: '[{'.repeat(100), b: '\\"[' } }))).status).toBe(201);
    });

    test.each<{ given: string; request: ExchangeRequest; status: number }>([
      { given: 'of 1 MiB', request: create(ofSize(mebibyte)), status: 201 },
      { given: 'of one byte more', request: create(ofSize(mebibyte + 1)), status: 413 },
      { given: 'of 1 MiB in pieces without a length', request: create([ofSize(mebibyte)]), status: 201 },
      { given: 'of one byte more in pieces', request: create([ofSize(mebibyte + 1)]), status: 413 },
      {
        given: 'that grows to 1 MiB',
        request: create(gzipSync(ofSize(mebibyte)), { ...json, 'Content-Encoding': 'gzip' }),
        status: 201,
      },
      {
        given: 'that grows to one byte more',
        request: create(gzipSync(ofSize(mebibyte + 1)), { ...json, 'Content-Encoding': 'gzip' }),
        status: 413,
      },
      {
        given: 'that grows to 100 MiB',
        request: create(gzipSync(Buffer.alloc(100 * mebibyte)), { ...json, 'Content-Encoding': 'gzip' }),
        status: 413,
      },
      {
        given: 'that is not what its coding says',
        request: create('{}', { ...json, 'Content-Encoding': 'gzip' }),
        status: 400,
      },
      { given: 'in an unknown coding', request: create('{}', { ...json, 'Content-Encoding': 'zstd-9' }), status: 415 },
    ])('a body $given answers $status', async ({ request, status }) => {
      const answer = await send(request);

      expect(answer.status).toBe(status);
      if (status === 413) expect(answer.json.code).toBe('payload_too_large');
    });

    test('a body in an unknown coding is told all codings that are taken, and each of them is', async () => {
      const refused = await send(create('{}', { ...json, 'Content-Encoding': 'zstd-9' }));
      const codings = 'gzip, deflate, br, zstd';
      expect(refused.json.detail).toContain(codings);
      expect(refused.headers['accept-encoding']).toBe(codings);

      const compressed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };
      expect(Object.keys(compressed).join(', ')).toBe(codings);
      for (const [coding, compress] of Object.entries(compressed)) {
        const body = compress(JSON.stringify({ type: 'x', input: {} }));
        expect(await send(create(body, { ...json, 'Content-Encoding': coding }))).toMatchObject({ status: 201 });
      }
      const other = await send(create('{}', { ...auth, 'Content-Type': 'text/plain', 'Content-Encoding': 'lzw' }));
      expect(other.status).toBe(415);
      expect(other.headers).not.toHaveProperty('accept-encoding');
    });

    test('a create without a body is refused for what is missing', async () => {
      for (const request of [create(undefined, auth), create(undefined), create(''), create([])]) {
        expect(await send(request)).toMatchObject({ status: 400, json: { code: 'validation_error' } });
      }
    });

    test('a body where none is declared is not looked at', async () => {
      const answer = await send({
        path: '/v1/jobs/job_1',
        headers: { ...auth, 'Content-Type': 'x' },
        body: '[',
      });

      expect(answer.status).toBe(200);
    });
  });
});
