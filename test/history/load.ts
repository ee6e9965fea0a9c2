import { setTimeout as sleep } from 'node:timers/promises';
import { newJobBody } from './new-job-body.ts';
import { bodyOf } from './observations.ts';
import type { RecordingClient } from './recording-client.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface LoadOptions {
  readonly client: RecordingClient;
  readonly random: SeededRandom;
  readonly organizations: readonly string[];
  /** How many callers there are at the same time. */
  readonly callers: number;
  /** The longest pause of a caller between two requests. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/** How long a caller leaves a server alone that did not answer. */
const backOffMs = 50;

/** The jobs of one organization that callers still talk about. */
const mostRemembered = 40;

/** Requests that break the contract, each in a way of its own. */
const malformed: readonly { method: string; path: string; text?: string }[] = [
  { method: 'POST', path: '/v1/jobs', text: '{"type":' },
  { method: 'POST', path: '/v1/jobs', text: '[]' },
  { method: 'POST', path: '/v1/jobs', text: '{"type":"history.steps","input":{"items":-1,"item_ms":0}}' },
  {
    method: 'POST',
    path: '/v1/jobs',
    text: '{"type":"history.steps","input":{"items":1,"item_ms":0},"status":"completed"}',
  },
  { method: 'GET', path: '/v1/jobs?limit=0' },
  { method: 'GET', path: '/v1/jobs?cursor=bm90aGluZw' },
  { method: 'POST', path: '/v1/jobs/cancel', text: '{"job_ids":[],"filter":{}}' },
  { method: 'GET', path: '/v1/jobs/not%20an%20id' },
];

/**
 * Sends a seeded mix of everything that callers send, until it is told to stop. A request that is not answered is part of
 * the game; a create with a key is then repeated with it until it is.
 */
export async function runLoad(options: LoadOptions): Promise<void> {
  const jobs = new Map(options.organizations.map((organization) => [organization, [] as string[]]));
  await Promise.all(Array.from({ length: options.callers }, (_, index) => caller(options, index, jobs)));
}

async function caller(options: LoadOptions, index: number, jobs: Map<string, string[]>): Promise<void> {
  const { client, random, organizations, pauseMs, signal } = options;
  for (let turn = 0; !signal.aborted; turn += 1) {
    const organization = random.pick(organizations);
    const own = jobs.get(organization) ?? [];
    const anyJob = () => random.pick(own.length === 0 ? ['job_none'] : own);
    const job = anyJob();
    const get = (path: string, headers: Record<string, string> = {}) =>
      client.call(organization, 'GET', path, { headers });
    const actions: Record<string, { weight: number; act(): Promise<{ status: number | null }> }> = {
      create: { weight: 6, act: () => create(`${index}-${turn}`) },
      get: { weight: 4, act: () => get(`/v1/jobs/${job}`) },
      wait: { weight: 2, act: () => get(`/v1/jobs/${job}`, { Prefer: 'wait=1' }) },
      list: { weight: 2, act: () => get(`/v1/jobs?limit=${random.between(1, 50)}`) },
      results: { weight: 3, act: () => get(`/v1/jobs/${job}/results?limit=100`) },
      events: { weight: 2, act: () => get(`/v1/jobs/${job}/events?limit=100`) },
      cancel: {
        weight: 3,
        act: () => client.call(organization, 'POST', `/v1/jobs/${job}/cancel`, { json: { reason: `caller ${index}` } }),
      },
      cancelMany: {
        weight: 1,
        act: () =>
          client.call(organization, 'POST', '/v1/jobs/cancel', { json: bulkBody(random, [job, anyJob(), anyJob()]) }),
      },
      delete: { weight: 1, act: () => client.call(organization, 'DELETE', `/v1/jobs/${job}`) },
      foreign: { weight: 1, act: () => lookAtForeign(organization) },
      malformed: { weight: 1, act: () => sendMalformed(organization) },
    };
    const { status } = await weighted(random, actions).act();
    const pause = status === null || status === 503 ? backOffMs : random.between(0, pauseMs);
    await sleep(pause);

    async function create(name: string): Promise<{ status: number | null }> {
      const key = random.chance(0.7) ? `seed-${random.seed}-${name}` : undefined;
      const json = newJobBody(random);
      for (;;) {
        const call = await client.call(organization, 'POST', '/v1/jobs', {
          json,
          ...(key === undefined ? {} : { key }),
        });
        if (call.status === 201) {
          own.push(bodyOf(call).id);
          if (own.length > mostRemembered) own.shift();
          // Some clients repeat themselves though they were answered.
          if (key !== undefined && random.chance(0.1))
            await client.call(organization, 'POST', '/v1/jobs', { json, key });
        }
        const unanswered = call.status === null || call.status === 503;
        if (!unanswered || key === undefined || signal.aborted) return call;
        await sleep(backOffMs);
      }
    }
  }

  function lookAtForeign(organization: string) {
    const foreign = [...jobs].filter(([owner]) => owner !== organization).flatMap(([, ids]) => ids);
    const job = random.pick(['job_none', ...foreign]);
    if (random.chance(0.5)) return client.call(organization, 'POST', `/v1/jobs/${job}/cancel`);
    return client.call(organization, 'GET', `/v1/jobs/${job}`);
  }

  function sendMalformed(organization: string) {
    const { method, path, ...given } = random.pick(malformed);
    return client.call(organization, method, path, { ...given, malformed: true });
  }
}

function bulkBody(random: SeededRandom, jobs: readonly string[]) {
  if (random.chance(0.7)) return { job_ids: [...new Set(jobs)] };
  return { filter: { metadata: { batch: String(random.between(0, 9)) } } };
}

function weighted<Value extends { weight: number }>(random: SeededRandom, values: Record<string, Value>): Value {
  const all = Object.values(values);
  let left = random.fraction() * all.reduce((sum, { weight }) => sum + weight, 0);
  const found = all.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return found ?? (all[0] as Value);
}
