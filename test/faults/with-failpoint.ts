import { fileURLToPath } from 'node:url';
import type { StartOptions } from '../history/server-under-test.ts';
import type { Failpoint } from './failpoint.ts';

export type { Failpoint };

const failpointModule = fileURLToPath(new URL('failpoint.ts', import.meta.url));

/** How a server is started with a statement that goes wrong. */
export function withFailpoint(failpoint: Failpoint): StartOptions {
  return { nodeOptions: ['--import', failpointModule], environment: { FAILPOINT: JSON.stringify(failpoint) } };
}
