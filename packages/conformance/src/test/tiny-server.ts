import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ConformanceClass, JobStatus } from '@jobwire/contract';
import type { Fault } from './faults.ts';
import { TinyAnswer } from './tiny-answer.ts';
import { cancel } from './tiny-cancel.ts';
import { tinyCapabilities } from './tiny-capabilities.ts';
import { moveTo, type TinyJob, tinyJob } from './tiny-job.ts';
import { organizations } from './tiny-keys.ts';
import { notFound } from './tiny-not-found.ts';
import { work } from './tiny-worker.ts';

/** A running tiny server. */
export interface TinyServer {
  readonly baseUrl: string;
  /** The statuses of all its jobs. */
  readonly statuses: () => JobStatus[];
  readonly close: () => Promise<void>;
}

/** How a tiny server differs from one that keeps the contract. */
export interface TinyOptions {
  /** The one thing that it does wrong; nothing when it is left out. */
  readonly fault?: Fault;
  readonly classes?: ConformanceClass[];
  /** Stops answering for good at the first cancel. */
  readonly diesAtCancel?: boolean;
}

/** Serves create, get, cancel, results and capabilities on a free port, from memory: enough of the contract for the kit. */
export async function startTinyServer(options: TinyOptions = {}): Promise<TinyServer> {
  const jobs = new Map<string, TinyJob>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [path = ''] = (request.url ?? '').split('?');
    const answer = new TinyAnswer(request, response, path, options.fault ?? null);
    const organization = organizations[request.headers.authorization?.replace('Bearer ', '') ?? ''];
    if (organization === undefined) {
      answer.problem('unauthorized');
    } else if (options.diesAtCancel === true && path.endsWith('/cancel')) {
      server.close();
      server.closeAllConnections();
    } else {
      respond(answer, { path, body, organization }, jobs, options);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses: () => [...jobs.values()].map(({ job }) => job.status),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface TinyRequest {
  readonly path: string;
  readonly body: string;
  readonly organization: string;
}

function respond(
  answer: TinyAnswer,
  { path, body, organization }: TinyRequest,
  jobs: Map<string, TinyJob>,
  {
    fault = null,
    classes = ['core', 'results'],
  }: { readonly fault?: Fault | null; readonly classes?: ConformanceClass[] },
): void {
  const [, id = '', part] = /^\/v1\/jobs\/([\w-]+)(?:\/(cancel|results))?$/.exec(path) ?? [];
  const tiny = jobs.get(id);
  if (path === '/v1/capabilities') {
    answer.json(200, tinyCapabilities(classes));
  } else if (path === '/v1/jobs') {
    const { items, item_ms: itemMs } = JSON.parse(body).input;
    const created = tinyJob(`job_${String(jobs.size + 1).padStart(6, '0')}`, organization, items, itemMs);
    jobs.set(created.job.id, created);
    answer.job(201, created);
  } else if (tiny?.organization !== organization) {
    notFound(answer, tiny, fault);
  } else if (part === 'cancel') {
    cancel(answer, tiny, body === '' ? null : (JSON.parse(body).reason ?? null), fault);
  } else if (part === 'results') {
    answer.json(200, resultPage(tiny, fault));
  } else {
    answer.job(200, tiny);
    afterReading(tiny, fault);
  }
}

/** A job is claimed when it is first read, so that a cancel right after its creation always finds it queued. */
function afterReading(tiny: TinyJob, fault: Fault | null): void {
  // By its fourth reading the worker of a quick job, which was not told of the cancel, would be done.
  const isQuick = tiny.items < 10;
  tiny.reads += 1;
  if (tiny.job.status === 'queued') {
    work(tiny, fault);
  }
  if (fault === 'a cancelled job turns completed' && tiny.job.status === 'cancelled' && isQuick && tiny.reads > 3) {
    moveTo(tiny, 'completed');
  }
}

function resultPage({ job, results }: TinyJob, fault: Fault | null): unknown {
  const data = fault === 'results are counted and cannot be read' ? [] : results.slice(0, 100);
  return { object: 'list', data, has_more: results.length > 100, next_cursor: null, sealed: job.terminal };
}
