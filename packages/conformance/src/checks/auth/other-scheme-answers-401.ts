import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Sends the key of the run in other schemes, and without one. */
export const otherSchemeAnswers401: Check = async ({ callWithoutKey, key }) => {
  const schemes = [`Basic ${key}`, `Token ${key}`, `Digest ${key}`, key, 'Bearer', `Basic ${btoa(`${key}:`)}`];
  for (const authorization of schemes) {
    const exchange = await callWithoutKey('getCapabilities', { headers: { Authorization: authorization } });
    expectProblem(exchange, 'unauthorized', 'since only the scheme `Bearer` brings a key');
  }
};
