import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Job } from '@jobwire/contract';
import { eventually } from '../packages/server/src/test/eventually.ts';

export interface PatientProxy {
  readonly url: string;
  stop(): void;
}

/**
 * Passes requests on to a server: one that names a job when that job has begun, and its cancel when it has produced so much.
 * For examples that give a job some time, as people do, and show what it came to: on a slow machine it comes to that later.
 */
export async function patientProxy(target: string, results: number): Promise<PatientProxy> {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await buffer(request);
    const [, job, cancels] = /^(\/v1\/jobs\/job_\w+)(\/cancel)?/.exec(url) ?? [];
    if (job !== undefined) {
      const authorization = { Authorization: headers.authorization ?? '' };
      await eventually(`${job} has come so far`, async () => {
        const answer = await fetch(target + job, { headers: authorization });
        if (!answer.ok) return true;
        const { terminal, attempt, progress } = (await answer.json()) as Job;
        return terminal || (attempt > 0 && (cancels === undefined || progress.completed >= results));
      });
    }
    const passed = send(target + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    passed.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
