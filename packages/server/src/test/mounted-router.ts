import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createContractRouter } from '../router/contract-router.ts';
import type { ContractRouterOptions } from '../router/contract-router-options.ts';
import type { Operations, Principal } from '../router/operation-types.ts';
import { type Answer, type ExchangeRequest, exchange } from './exchange.ts';

export interface MountedRouter {
  readonly port: number;
  send(request: ExchangeRequest): Promise<Answer>;
  close(): Promise<void>;
}

interface MountOptions extends Partial<ContractRouterOptions<Principal>> {
  /** Where in the app the router is mounted. */
  readonly prefix?: string;
}

/** A plain Express app with the contract in it. The keys `write` and `read` may do what they say. */
export async function mountedRouter(
  operations: Operations<Principal>,
  { prefix = '', ...options }: MountOptions = {},
): Promise<MountedRouter> {
  const router = await createContractRouter(operations, {
    authenticate: (key) => (key === 'write' || key === 'read' ? { access: key } : null),
    jobExists: async (_, jobId) => jobId === 'job_1',
    checkResponses: 'all',
    ...options,
  });
  const app = express();
  app.use(prefix === '' ? '/' : prefix, router);
  app.get('/own', (_, response) => {
    response.send('a route of the app');
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    send: (request) => exchange(port, { ...request, path: prefix + request.path }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
