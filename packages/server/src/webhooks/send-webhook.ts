import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { ReceiverGuard } from './receiver-guard.ts';

export interface WebhookRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the delivery at its time limit, or when the server stops. */
  readonly signal: AbortSignal;
}

/** What a receiver answered. Nothing of its body: it is neither looked at nor kept. */
export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** More header than this is no answer (in bytes). */
const maxHeaderSize = 16 * 1024;

/** No connection is kept: the next receiver is a stranger to this one, and a new connection is judged anew. */
const agents = {
  'http:': new http.Agent({ keepAlive: false }),
  'https:': new https.Agent({ keepAlive: false }),
};

/**
 * Posts one webhook and resolves with the receiver's status. It follows no redirect, and hangs up as soon as the status
 * is known, so neither an endless body nor a slow one costs anything.
 *
 * @throws BlockedReceiverError when the name leads to an address to which nothing is sent; whatever the connection throws.
 */
export function sendWebhook(
  guard: ReceiverGuard,
  { url, headers, body, signal }: WebhookRequest,
): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    const { request: open } = url.protocol === 'http:' ? http : https;
    const agent = agents[url.protocol as keyof typeof agents];
    const bytes = Buffer.from(body);
    const request = open(url, {
      method: 'POST',
      agent,
      lookup: guard.lookupUntil(signal),
      maxHeaderSize,
      signal,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length },
    });
    request.on('error', reject);
    const answered = (response: IncomingMessage) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      response.destroy();
    };
    request.on('response', answered);
    // Nobody has asked for another protocol. Without a listener Node hangs up, and tells of no error.
    request.on('upgrade', (response, socket) => {
      answered(response);
      socket.destroy();
    });
    request.on('close', () => reject(new NoAnswerError()));
    request.end(bytes);
  });
}

/** The connection has ended, and nothing else was told of it. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly code = 'ENOANSWER';
}
