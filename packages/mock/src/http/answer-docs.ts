import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request for the guides, the reference or the contract, to which the `type` of a problem leads, as `jobwire serve` does.
 *
 * @returns whether it was one, and is answered now.
 */
export async function answerDocs(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { method, url = '/', headers } = request;
  const [path = '/'] = url.split('?');
  if ((method !== 'GET' && method !== 'HEAD') || !/^\/(docs(\/.*)?|openapi\.json)?$/.test(path)) return false;
  // Whoever asks for no page need not load them.
  const { siteAnswer } = await import('@jobwire/docs');
  const answer = await siteAnswer(path, headers.accept);
  if (answer === null) return false;
  response.writeHead(answer.status, { 'X-Content-Type-Options': 'nosniff', ...answer.headers });
  response.end(method === 'HEAD' ? undefined : answer.text);
  return true;
}
