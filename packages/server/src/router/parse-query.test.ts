import { describe, expect, test } from 'vitest';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth } from '../test/router-requests.ts';

mountedAtEachPrefix(({ received, send }) => {
  describe('reads queries', () => {
    test.each<{ given: string; want: unknown }>([
      { given: '', want: {} },
      { given: '&&', want: {} },
      { given: 'limit=5', want: { limit: 5 } },
      { given: 'status=queued', want: { status: ['queued'] } },
      { given: 'status=queued&status=running', want: { status: ['queued', 'running'] } },
      { given: 'order=asc&type=demo.batch', want: { order: 'asc', type: 'demo.batch' } },
      { given: 'metadata[team]=red', want: { metadata: { team: 'red' } } },
      { given: 'metadata%5Bteam%5D=red&metadata[size]=', want: { metadata: { team: 'red', size: '' } } },
      { given: 'metadata[a%26b]=c%2Bd', want: { metadata: { 'a&b': 'c+d' } } },
      { given: 'metadata[a+b]=c+d', want: { metadata: { 'a b': 'c d' } } },
      { given: 'metadata[a%2526]=%2525', want: { metadata: { 'a%26': '%25' } } },
      { given: 'metadata[a[b]]=1', want: { metadata: { 'a[b]': '1' } } },
      { given: 'metadata[a=b]=1', want: null },
      { given: 'metadata[a%3Db]=1=2', want: { metadata: { 'a=b': '1=2' } } },
      { given: 'created_after=2026-01-01T00:00:00Z', want: { created_after: '2026-01-01T00:00:00Z' } },
      { given: 'created_after=2026-01-01T00:00:00%2B01:00', want: { created_after: '2026-01-01T00:00:00+01:00' } },
      { given: 'created_after=2026-01-01T00:00:00+01:00', want: null },
      { given: 'limit=5&limit=5', want: null },
      { given: 'order=asc&order=desc', want: null },
      { given: 'status=queued&status=queued', want: null },
      { given: 'metadata[team]=red&metadata[team]=blue', want: null },
      { given: 'metadata=red', want: null },
      { given: 'metadata[]=red', want: null },
      { given: 'metadata[=red', want: null },
      { given: 'limit[a]=5', want: null },
      { given: 'status[]=queued', want: null },
      { given: 'unknown=1', want: null },
      { given: 'Limit=5', want: null },
      { given: '__proto__=1', want: null },
      { given: '__proto__[a]=1', want: null },
      { given: 'limit=0', want: null },
      { given: 'limit=101', want: null },
      { given: 'limit=-1', want: null },
      { given: 'limit=1e9', want: null },
      { given: 'limit=NaN', want: null },
      { given: 'limit=1.5', want: null },
      { given: 'limit=', want: null },
      { given: 'limit', want: null },
      { given: 'status=', want: null },
      { given: 'status=queued,running', want: null },
      { given: 'status=done', want: null },
      { given: 'order=up', want: null },
      { given: 'type=Demo', want: null },
      { given: 'cursor=', want: null },
      { given: `cursor=${'x'.repeat(2049)}`, want: null },
      { given: 'created_after=yesterday', want: null },
      { given: 'type=%zz', want: null },
      { given: 'type=%C0%80', want: null },
      { given: '%=1', want: null },
      { given: 'cursor=a%00', want: null },
      { given: 'metadata[%00]=1', want: null },
    ])('"$given" as $want', async ({ given, want }) => {
      const answer = await send({ path: `/v1/jobs${given === '' ? '' : `?${given}`}`, headers: auth });

      if (want === null) expect([answer.status, answer.json.code]).toEqual([400, 'validation_error']);
      else expect([answer.status, withoutDefaults(received[0]?.query)]).toEqual([200, want]);
      if (want === null) expect(received).toEqual([]);
    });

    test('keys of metadata such as __proto__ are data', async () => {
      await send({ path: '/v1/jobs?metadata[__proto__]=a&metadata[constructor]=b', headers: auth });

      const { metadata } = (received[0]?.query ?? {}) as { metadata?: object };
      expect(JSON.stringify(metadata)).toBe('{"__proto__":"a","constructor":"b"}');
    });

    test('the limits of metadata hold in a filter too', async () => {
      const pairs = (count: number) => Array.from({ length: count }, (_, index) => `metadata[k${index}]=v`).join('&');

      expect((await send({ path: `/v1/jobs?${pairs(16)}`, headers: auth })).status).toBe(200);
      expect((await send({ path: `/v1/jobs?${pairs(17)}`, headers: auth })).status).toBe(400);
      const long = `metadata[${'k'.repeat(65)}]=v`;
      expect((await send({ path: `/v1/jobs?${long}`, headers: auth })).status).toBe(400);
    });

    test('an operation without parameters takes none', async () => {
      expect((await send({ path: '/v1/capabilities?a=1', headers: auth })).json.code).toBe('validation_error');
      const cancel = { method: 'POST', path: '/v1/jobs/job_1/cancel?reason=x', headers: auth };
      expect((await send(cancel)).json.code).toBe('validation_error');
    });
  });
});

/** Members that the schema itself fills in are no concern of the test. */
function withoutDefaults(query: unknown): unknown {
  const { order, limit, ...rest } = query as Record<string, unknown>;
  return { ...rest, ...(order === 'asc' ? { order } : {}), ...(limit === 20 || limit === undefined ? {} : { limit }) };
}
