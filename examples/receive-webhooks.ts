import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

const webhooks = new Webhook(process.env.WEBHOOK_SECRET ?? '');
const seen = new Map<string, number>();

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  try {
    // Checks the signature and the time, over the bytes as they came.
    webhooks.verify(body, request.headers as Record<string, string>);
  } catch {
    response.writeHead(401).end();
    return;
  }
  const { type, data } = JSON.parse(body);
  // A repetition, or one that was overtaken: whatever is not newer is dropped.
  if (data.version > (seen.get(data.job_id) ?? 0)) {
    seen.set(data.job_id, data.version);
    console.log(`${type} ${data.job_id} ${data.status}`);
  }
  response.writeHead(204).end();
});
server.listen(Number(process.env.PORT ?? 9000), '127.0.0.1', () => {
  console.log('listening on', (server.address() as AddressInfo).port);
});
