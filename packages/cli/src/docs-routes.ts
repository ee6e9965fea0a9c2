import { spec } from '@jobwire/contract/spec';
import { referenceContentSecurityPolicy, referencePage } from '@jobwire/docs';
import type { JobServer } from '@jobwire/server';

/** Serves the reference and the contract beside the API. A problem's `type` leads to the reference too. */
export async function addDocsRoutes(app: JobServer['app']): Promise<void> {
  const page = await referencePage();
  const policy = referenceContentSecurityPolicy(page);
  app.get('/docs', (_request, response) => {
    response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
    response.type('html').send(page);
  });
  app.get('/openapi.json', (_request, response) => {
    response.set('X-Content-Type-Options', 'nosniff').json(spec);
  });
  // A browser keeps the fragment of `/docs/errors#job_not_found`.
  for (const path of ['/', '/docs/', '/docs/errors']) {
    app.get(path, (_request, response) => response.redirect('/docs'));
  }
}
