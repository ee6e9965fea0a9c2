import type { AddressInfo } from 'node:net';
import { createContractRouter, createHttpServer, undeclaredPath } from '@jobwire/server';
import express from 'express';
import { type Caller, reportOperations } from './operations.ts';
import { ReportQueue } from './report-queue.ts';

// Where your own keys are. Keep digests of them, not the keys.
const callers = new Map<string, Caller>([
  ['sk_a', { organizationId: 'acme', access: 'write' }],
  ['sk_b', { organizationId: 'globex', access: 'write' }],
  ['sk_r', { organizationId: 'acme', access: 'read' }],
]);

const queue = new ReportQueue();
const router = await createContractRouter(reportOperations(queue), {
  authenticate: (key) => callers.get(key) ?? null,
  jobExists: async ({ organizationId }, jobId) => queue.find(organizationId, jobId) !== null,
  checkResponses: 'all',
});

const app = express();
app.disable('x-powered-by');
app.get('/', (_request, response) => response.type('text').send('Reports are rendered here.'));
app.use(router);
// What no route has answered is a problem, too.
app.use(undeclaredPath((error) => console.error(error)));

// Answers headers that are too large with the problem of the contract, and bounds what one connection may take.
const server = createHttpServer(app);
server.listen(Number(process.env.PORT ?? 8090), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
