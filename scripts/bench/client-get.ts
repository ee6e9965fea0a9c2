import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJobsClient } from '@jobwire/client';
import type { Job, paths } from '@jobwire/contract';
import createClient from 'openapi-fetch';
import { generateClients } from './generate-clients.ts';
import { median } from './median.ts';
import { pinLoad, pinning, startServer } from './server-process.ts';

const rounds = 15;
const callsPerRound = 400;

type Get = () => Promise<Pick<Job, 'id'> | undefined>;

/** Time per `get` of a job, one call after another, beside bare `fetch` and the clients that others generate from the contract. */
export async function benchClientGet(): Promise<void> {
  process.stdout.write(`get of a job: ${rounds} rounds of ${callsPerRound} calls in turn, one at a time, ${pinning}\n`);
  const { port, stop } = await startServer('jobwire');
  const baseUrl = `http://127.0.0.1:${port}`;
  // Where `openapi-fetch` and the like are found by what is generated.
  const folder = await mkdtemp(join(fileURLToPath(new URL('../..', import.meta.url)), '.bench-'));
  try {
    const gets = await clients(baseUrl, folder);
    pinLoad();
    const perCall = Object.fromEntries(Object.keys(gets).map((name) => [name, [] as number[]]));
    for (let round = -3; round < rounds; round += 1) {
      for (const [name, get] of Object.entries(gets)) {
        const begun = performance.now();
        for (let call = 0; call < callsPerRound; call += 1) await get();
        const microseconds = ((performance.now() - begun) * 1000) / callsPerRound;
        // The first rounds only warm everything up.
        if (round >= 0) perCall[name]?.push(microseconds);
      }
    }
    const bare = perCall['bare fetch'] ?? [];
    for (const [name, times] of Object.entries(perCall)) {
      const ratio = median(times.map((time, round) => time / (bare[round] ?? 1)));
      const expected = name === 'jobwire' ? '  (expected: at most 1.2)' : '';
      process.stdout.write(
        `  ${name.padEnd(16)} ${median(times).toFixed(0)} µs  ${ratio.toFixed(2)} × bare fetch${expected}\n`,
      );
    }
  } finally {
    await stop();
    await rm(folder, { recursive: true });
  }
}

async function clients(baseUrl: string, folder: string): Promise<Record<string, Get>> {
  const apiKey = 'bench';
  const headers = { Authorization: `Bearer ${apiKey}` };
  const jobs = createJobsClient({ baseUrl, apiKey });
  const { id } = await jobs.create({ type: 'demo.batch', input: { items: 1, item_ms: 0 } });
  await jobs.waitFor(id);
  const openapiFetch = createClient<paths>({ baseUrl, headers });
  const { heyApi, redocly } = await generateClients(folder);
  heyApi.client.setConfig({ baseUrl, headers });
  redocly.configure({ serverUrl: baseUrl, headers });
  const gets: Record<string, Get> = {
    'bare fetch': async () => JSON.parse(await (await fetch(`${baseUrl}/v1/jobs/${id}`, { headers })).text()),
    jobwire: () => jobs.get(id),
    'openapi-fetch': async () =>
      (await openapiFetch.GET('/v1/jobs/{job_id}', { params: { path: { job_id: id } } })).data,
    'hey-api': async () => (await heyApi.getJob({ path: { job_id: id } })).data,
    redocly: () => redocly.getJob({ path: { job_id: id } }),
  };
  for (const [name, get] of Object.entries(gets)) {
    if ((await get())?.id !== id) throw new Error(`${name} did not read the job.`);
  }
  return gets;
}
