import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type TestAuthority, testAuthority } from '../test/postgres/test-certificates.ts';
import { ReceiverGuard } from './receiver-guard.ts';
import { sendWebhook } from './send-webhook.ts';

let authority: TestAuthority;
const trusted = getCACertificates('default');

beforeAll(async () => {
  authority = await testAuthority('ours');
  setDefaultCACertificates([...trusted, authority.certificate]);
});
afterAll(() => setDefaultCACertificates(trusted));

const guard = new ReceiverGuard({
  allowLoopback: true,
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
});

/** A receiver whose certificate is for a name, with the names that it was asked for. */
async function receiver(name: string, issuer: TestAuthority) {
  const { certificate, key } = await issuer.issue('a receiver', [{ type: 'dns', value: name }]);
  const asked: { serverName: unknown; host: string | undefined }[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    asked.push({ serverName: (request.socket as TLSSocket).servername, host: request.headers.host });
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, asked };
}

function send(url: string) {
  return sendWebhook(guard, { url: new URL(url), headers: {}, body: '{}', signal: new AbortController().signal });
}

test('a receiver is asked for by its name, although the connection is pinned to an address (S18)', async () => {
  const { port, asked } = await receiver('hooks.example.com', authority);

  expect(await send(`https://hooks.example.com:${port}/`)).toMatchObject({ status: 204 });
  expect(asked).toEqual([{ serverName: 'hooks.example.com', host: `hooks.example.com:${port}` }]);
});

describe('a receiver that cannot show who it is gets nothing (S18, F44)', () => {
  test('one whose certificate is for another name', async () => {
    const { port, asked } = await receiver('other.example.com', authority);

    await expect(send(`https://hooks.example.com:${port}/`)).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(asked).toEqual([]);
  });

  test('one whose certificate nobody vouches for', async () => {
    const { port, asked } = await receiver('hooks.example.com', await testAuthority('strangers'));

    await expect(send(`https://hooks.example.com:${port}/`)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(asked).toEqual([]);
  });
});
