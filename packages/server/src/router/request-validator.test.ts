import { RequestValidator as LibraryValidator } from 'express-openapi-validator/dist/middlewares/openapi.request.validator.js';
import { describe, expect, test, vi } from 'vitest';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth, create, createWith } from '../test/router-requests.ts';

mountedAtEachPrefix(({ received, send }) => {
  describe('reads bodies', () => {
    test.each<{ given: string; want: { status: number; pointer?: string } }>([
      { given: '{}', want: { status: 400, pointer: '/type' } },
      { given: '{"type":"demo.batch"}', want: { status: 400, pointer: '/input' } },
      { given: '{"type":"Demo","input":{}}', want: { status: 400, pointer: '/type' } },
      { given: '{"type":"demo.batch\\n","input":{}}', want: { status: 400, pointer: '/type' } },
      { given: '{"type":"demo.batch","input":[]}', want: { status: 400, pointer: '/input' } },
      { given: '{"type":"demo.batch","input":{},"id":"job_x"}', want: { status: 400, pointer: '/id' } },
      { given: '{"type":"demo.batch","input":{},"status":"completed"}', want: { status: 400, pointer: '/status' } },
      { given: '{"type":"demo.batch","input":{},"organization_id":"x"}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"__proto__":{"a":1}}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"constructor":1}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"priority":"5"}', want: { status: 400, pointer: '/priority' } },
      { given: '{"type":"demo.batch","input":{},"priority":10}', want: { status: 400, pointer: '/priority' } },
      { given: '{"type":"demo.batch","input":{},"priority":1.5}', want: { status: 400, pointer: '/priority' } },
      { given: '{"type":"demo.batch","input":{},"name":null}', want: { status: 400, pointer: '/name' } },
      { given: '{"type":"demo.batch","input":{},"metadata":{"a":1}}', want: { status: 400, pointer: '/metadata/a' } },
      { given: '{"type":"demo.batch","input":{},"metadata":{"":"a"}}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"scheduled_for":"tomorrow"}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"timeout_seconds":0}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"timeout_seconds":604801}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"max_attempts":21}', want: { status: 400 } },
      { given: '{"type":"other","type":"demo.batch","input":1,"input":{}}', want: { status: 201 } },
      { given: '\ufeff{"type":"demo.batch","input":{}}', want: { status: 201 } },
    ])('of a create, as its schema says: $given', async ({ given, want }) => {
      const answer = await send(create(given));

      expect(answer.status).toBe(want.status);
      if (want.status === 201) return;
      expect(answer.json.code).toBe('validation_error');
      expect(answer.json.errors[0].location).toBe('body');
      if (want.pointer !== undefined) expect(answer.json.errors[0].pointer).toBe(want.pointer);
    });

    test('lengths count Unicode code points', async () => {
      expect((await send(createWith({ name: '😀'.repeat(200) }))).status).toBe(201);
      expect((await send(createWith({ name: '😀'.repeat(201) }))).status).toBe(400);
      expect((await send(createWith({ metadata: { ['😀'.repeat(64)]: '😀'.repeat(512) } }))).status).toBe(201);
      expect((await send(createWith({ metadata: { ['😀'.repeat(65)]: '' } }))).status).toBe(400);
    });

    test('16 pairs of metadata are accepted, 17 are not', async () => {
      const pairs = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']));

      expect((await send(createWith({ metadata: pairs(16) }))).status).toBe(201);
      expect((await send(createWith({ metadata: pairs(17) }))).status).toBe(400);
    });

    test('keys such as __proto__ are data and come back unchanged', async () => {
      const input = '{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}},"toString":"c"}';
      const metadata = '{"__proto__":"a","constructor":"b","hasOwnProperty":"c"}';
      const answer = await send(create(`{"type":"demo.batch","input":${input},"metadata":${metadata}}`));

      expect(answer.status).toBe(201);
      expect(answer.text).toContain(`"input":${input}`);
      expect(answer.text).toContain(`"metadata":${metadata}`);
      expect(({} as Record<string, unknown>).a).toBeUndefined();
    });

    test.each<{ given: string | null; status: number }>([
      { given: 'application/json', status: 201 },
      { given: 'application/json; charset=utf-8', status: 201 },
      { given: 'application/json;charset=latin1', status: 201 },
      { given: 'APPLICATION/JSON ; x="y"', status: 201 },
      { given: 'application/json;', status: 201 },
      { given: null, status: 415 },
      { given: '', status: 415 },
      { given: 'text/plain', status: 415 },
      { given: 'application/x-www-form-urlencoded', status: 415 },
      { given: 'multipart/form-data; boundary=x', status: 415 },
      { given: 'application/problem+json', status: 415 },
      { given: 'application/jsonp', status: 415 },
      { given: 'application/*', status: 415 },
      { given: 'application/json, text/plain', status: 415 },
    ])('a body of type $given answers $status', async ({ given, status }) => {
      const headers = given === null ? auth : { ...auth, 'Content-Type': given };
      const answer = await send(create('{"type":"demo.batch","input":{}}', headers));

      expect(answer.status).toBe(status);
      if (status === 415) expect(answer.json.code).toBe('unsupported_media_type');
    });

    test('300 spellings of the content type do not make the validator grow', async () => {
      const built = vi.spyOn(
        LibraryValidator.prototype as unknown as { buildMiddleware: () => unknown },
        'buildMiddleware',
      );
      try {
        for (let index = 0; index < 100; index += 1) {
          for (const spelling of [
            `application/json; v=${index}`,
            `application/json;v="${index}"; q=1`,
            `text/x-${index}`,
          ]) {
            await send(create('{"type":"demo.batch","input":{}}', { ...auth, 'Content-Type': spelling }));
            const headers = { ...auth, 'Content-Type': spelling };
            await send({ path: '/v1/jobs?limit=1', headers });
            await send({ method: 'POST', path: '/v1/jobs/job_1/cancel', headers });
          }
        }
        // A cancel without a body is the only one that is not warmed up.
        expect(built.mock.calls.length).toBeLessThanOrEqual(1);
        expect(received.filter(({ operation }) => operation === 'createJob')).toHaveLength(200);
      } finally {
        built.mockRestore();
      }
    });
  });
});
