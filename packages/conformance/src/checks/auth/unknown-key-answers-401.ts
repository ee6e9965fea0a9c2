import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Calls with keys that nobody has. */
export const unknownKeyAnswers401: Check = async ({ callWithoutKey, random }) => {
  for (const key of [`sk_unknown_${random.text(32, 'abcdef0123456789')}`, 'null', '0']) {
    const exchange = await callWithoutKey('getCapabilities', { headers: { Authorization: `Bearer ${key}` } });
    expectProblem(exchange, 'unauthorized', 'since nobody has this key');
  }
};
