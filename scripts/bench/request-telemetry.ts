import type { Request, Response } from 'express';
import { silentLogger } from '../../packages/server/src/domain/logger.ts';
import { contractOperations } from '../../packages/server/src/router/contract-operation.ts';
import { ServerTelemetry } from '../../packages/server/src/telemetry/server-telemetry.ts';
import { median } from './median.ts';

const rounds = 7;
const requestsPerRound = 100_000;

/** What it costs to watch one GET of a job, without an SDK and with a log that leaves it out, beside not watching it. */
export async function benchRequestTelemetry(): Promise<void> {
  process.stdout.write(`Telemetry of a request: ${rounds} rounds of ${requestsPerRound} requests in turn\n`);
  const { requests } = new ServerTelemetry({
    logger: silentLogger,
    jobTypes: ['demo.batch'],
    sharesDatabase: false,
    onError: undefined,
  });
  const operation = contractOperations.find(({ id }) => id === 'getJob') as (typeof contractOperations)[number];
  const request = { method: 'GET', headers: { authorization: 'Bearer bench', host: '127.0.0.1' } } as Request;
  const response = { statusCode: 200 } as Response;
  const path = { job_id: 'job_1' };
  const work = () => Promise.resolve();
  const watched = async () => {
    const began = performance.now();
    await requests.handle(operation, request, response, work);
    const durationMs = performance.now() - began;
    const principal = { access: 'read' } as const;
    requests.answered({
      request,
      requestId: 'req_1',
      operation,
      path,
      principal,
      status: 200,
      durationMs,
      streamed: false,
    });
  };
  const costs = { plain: [] as number[], watched: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const plain = await nanosecondsOf(work);
    const withTelemetry = await nanosecondsOf(watched);
    // The first round only warms up.
    if (round < 0) continue;
    costs.plain.push(plain);
    costs.watched.push(withTelemetry);
  }
  const added = median(costs.watched.map((cost, round) => cost - (costs.plain[round] ?? 0)));
  process.stdout.write(`  added to a request  ${Math.round(added)} ns  (expected: below 3000)\n`);
}

async function nanosecondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let done = 0; done < requestsPerRound; done += 1) await work();
  return ((performance.now() - began) * 1_000_000) / requestsPerRound;
}
