import { expect, test } from 'vitest';
import { createCaller } from './caller.ts';
import type { Exchange } from './exchange.ts';
import { createSecretHider } from './hidden-secrets.ts';
import { isNoAnswer } from './no-answer-error.ts';
import { createRequestBudget } from './request-budget.ts';
import { defaultRunLimits } from './run-limits.ts';

const keys = { primary: 'jw_primary_key', foreign: 'jw_foreign_key' };
const shared = {
  baseUrl: 'http://host',
  keys,
  headers: { 'X-Gateway': 'jw_gateway_secret' },
  budget: createRequestBudget(defaultRunLimits),
  hideSecrets: createSecretHider({ keys, others: ['jw_gateway_secret'] }),
  onExchange: () => {},
};

test('an exchange holds no key, even when the server gives both back', async () => {
  const echo = JSON.stringify({ detail: `Not ${keys.primary}, not ${keys.foreign}` });
  const seen: Exchange[] = [];
  const fetch = async () => new Response(echo, { headers: { 'X-Key': keys.primary } });
  await createCaller('primary', { ...shared, fetch, onExchange: (exchange) => seen.push(exchange) })('getCapabilities');
  expect(seen).toMatchObject([
    {
      body: { detail: 'Not $JOBWIRE_KEY, not $JOBWIRE_FOREIGN_KEY' },
      headers: new Map([
        ['content-type', 'text/plain;charset=UTF-8'],
        ['x-key', '$JOBWIRE_KEY'],
      ]),
    },
  ]);
  expect(JSON.stringify(seen)).not.toContain('jw_');
  expect(JSON.stringify([...(seen[0]?.requestHeaders ?? [])])).not.toContain('jw_');
});

test('a failed request becomes an error that names it and hides the key', async () => {
  const fetch = () => Promise.reject(new Error(`bad header ${keys.primary}`));
  const error = await createCaller('primary', { ...shared, fetch })('getJob', { jobId: 'a/../b' }).catch(
    (thrown: unknown) => thrown,
  );
  expect(isNoAnswer(error)).toBe(true);
  expect(String(error)).toContain('GET http://host/v1/jobs/a%2F..%2Fb got no answer: bad header $JOBWIRE_KEY');
});
