import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Sends other schemes, and no scheme. */
export const otherSchemeAnswers401: Check = async ({ callWithoutKey }) => {
  for (const authorization of ['Basic a2l0OmtpdA==', 'Digest username="kit"', 'Bearer', 'kit']) {
    const exchange = await callWithoutKey('getCapabilities', { headers: { Authorization: authorization } });
    expectProblem(exchange, 'unauthorized', `since \`${authorization}\` holds no bearer key`);
  }
};
