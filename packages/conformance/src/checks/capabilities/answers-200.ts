import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Reads the capabilities. */
export const answers200: Check = async ({ call }) => {
  expectStatus(await call('getCapabilities'), 200, 'what the server offers');
};
