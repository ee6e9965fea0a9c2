import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isWebhookVerificationError, verifyWebhook } from '@jobwire/client/webhooks';

const secrets = process.env.WEBHOOK_SECRET ?? '';
const seen = new Map<string, number>();

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  try {
    // Checks the signature and the time, over the bytes as they came.
    const { event } = verifyWebhook({ secrets, headers: request.headers, body });
    const { job_id, status, version } = event.data;
    // A repetition, or one that was overtaken: whatever is not newer is dropped.
    if (version > (seen.get(job_id) ?? 0)) {
      seen.set(job_id, version);
      console.log(`${event.type} ${job_id} ${status}`);
    }
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(isWebhookVerificationError(error) ? 401 : 500).end();
  }
});
server.listen(Number(process.env.PORT ?? 9000), '127.0.0.1', () => {
  console.log('listening on', (server.address() as AddressInfo).port);
});
