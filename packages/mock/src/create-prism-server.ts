import type { OpenApiDocument } from '@jobwire/contract/spec';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { createPrismLogger } from './create-prism-logger.ts';
import { specForPrism } from './spec-for-prism.ts';

/** Prism for one spec, not yet listening. Loading this file costs more than half a second, so it is imported when a mock starts. */
export async function createPrismServer(spec: OpenApiDocument, log: ((line: string) => void) | undefined) {
  const operations = await getHttpOperationsFromSpec(specForPrism(spec));
  const server = createServer(operations, {
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
  return {
    listen: (port: number, host: string) => server.listen(port, host),
    close: () => server.close(),
    /** Answers from another spec from now on. When it rejects, nothing has changed. */
    async replaceSpec(next: OpenApiDocument): Promise<void> {
      // Prism looks its operations up in this very list at each request.
      operations.splice(0, operations.length, ...(await getHttpOperationsFromSpec(specForPrism(next))));
    },
  };
}
