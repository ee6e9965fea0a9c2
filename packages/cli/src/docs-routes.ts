import { siteAnswer } from '@jobwire/docs';
import type { JobServer } from '@jobwire/server';

/** Serves the guides, the reference and the contract beside the API, so that a problem's `type` leads somewhere. */
export function addDocsRoutes(app: JobServer['app']): void {
  app.get(['/', '/openapi.json', '/docs', '/docs/{*name}'], async (request, response, next) => {
    const answer = await siteAnswer(request.path, request.headers.accept);
    if (answer === null) return next();
    response.status(answer.status).set(answer.headers).send(answer.text);
  });
}
