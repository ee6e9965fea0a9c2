import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** The headers that the platform adds, and the request line, fit into the rest of 8,192 bytes. */
const paddingBytes = 7_000;

/** Sends a header that nobody reads, as large as that leaves room for. */
export const eightKibOfHeadersAreTaken: Check = async ({ call }) => {
  const exchange = await call('getCapabilities', { headers: { 'X-Padding': 'a'.repeat(paddingBytes) } });
  expectStatus(exchange, 200, 'since headers of 8 KiB are taken');
};
