import type { OpenApiDocument } from '@jobwire/contract/spec';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { createPrismLogger } from './create-prism-logger.ts';
import { specForPrism } from './spec-for-prism.ts';

/** Prism for one spec, not yet listening. Loading this file costs more than half a second, so it is imported when a mock starts. */
export async function createPrismServer(spec: OpenApiDocument, log: ((line: string) => void) | undefined) {
  const operations = await getHttpOperationsFromSpec(specForPrism(spec));
  return createServer(operations, {
    cors: true,
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    components: { logger: createPrismLogger(log) },
  });
}
