import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ReceivedWebhook {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into its members
  readonly json: any;
}

export interface WebhookReceiver {
  readonly url: string;
  /** In order of arrival. */
  readonly received: ReceivedWebhook[];
  /** How it answers from now on. 204 until it is told otherwise. */
  answer: (response: ServerResponse, webhook: ReceivedWebhook) => void;
}

/** A receiver of webhooks on this machine, for the length of one test. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const webhook = { path: request.url, headers: request.headers, text, json: JSON.parse(text) };
    receiver.received.push(webhook);
    receiver.answer(response, webhook);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: (response) => response.writeHead(204).end(),
  };
  return receiver;
}
