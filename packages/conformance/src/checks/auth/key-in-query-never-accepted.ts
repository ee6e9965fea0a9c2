import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Sends the key of the run in parameters that other APIs take it from. */
export const keyInQueryNeverAccepted: Check = async ({ callWithoutKey, key }) => {
  for (const name of ['key', 'api_key', 'access_token', 'token', 'authorization']) {
    const exchange = await callWithoutKey('getCapabilities', { query: { [name]: key } });
    expectProblem(exchange, 'unauthorized', 'since a key in the query does not count');
  }
};
