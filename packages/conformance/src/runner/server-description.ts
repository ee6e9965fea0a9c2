import type { Capabilities } from '@jobwire/contract';
import type { Caller } from './caller.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import { type Exchange, headerOf } from './exchange.ts';
import type { JobBodies } from './job-bodies.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { problemLine } from './problem-line.ts';

/** How long the first answer of all may take. */
const firstAnswerMs = 10_000;

/**
 * Reads the capabilities with one key, before the first job is created.
 *
 * @throws ConformanceSetupError when there is no server, or it refuses the key, or answers something else
 */
export async function readCapabilities(call: Caller, keyName: string, baseUrl: string): Promise<Partial<Capabilities>> {
  const exchange = await call('getCapabilities', { timeoutMs: firstAnswerMs }).catch((error: unknown) => {
    throw error instanceof NoAnswerError ? new ConformanceSetupError(withoutAnswer(error, baseUrl)) : error;
  });
  if (exchange.status === 401 || exchange.status === 403) {
    throw new ConformanceSetupError(
      `The server refused the ${keyName} key: ${problemLine(exchange)}. Give a key that it accepts.`,
    );
  }
  if (exchange.status !== 200 || typeof exchange.body !== 'object' || exchange.body === null) {
    throw new ConformanceSetupError(
      `GET ${exchange.url} answered ${problemLine(exchange)}${leadingTo(exchange)} and not 200 with capabilities. ${adviceFor(baseUrl)}`,
    );
  }
  const described: Partial<Capabilities> = exchange.body;
  // One of both may be broken, which is for the requirements to say; without either it is something else.
  if (!Array.isArray(described.conformance_classes) && !Array.isArray(described.job_types)) {
    throw new ConformanceSetupError(
      `GET ${exchange.url} answered 200 with neither conformance classes nor job types. ${adviceFor(baseUrl)}`,
    );
  }
  return described;
}

function withoutAnswer({ isSilence, reason, request }: NoAnswerError, baseUrl: string): string {
  if (isSilence) {
    return `${request} got no answer within ${firstAnswerMs / 1_000} s. See whether it hangs, or correct the address.`;
  }
  if (baseUrl.startsWith('https:') && /_SSL_|_TLS_/.test(reason)) {
    return `What is at ${baseUrl} cannot be spoken to with TLS: ${reason}. Use http:// if it is meant to be plain.`;
  }
  return `There is no server at ${baseUrl}: ${reason}. Start it, or correct the address.`;
}

function leadingTo(exchange: Exchange): string {
  const location = headerOf(exchange, 'Location');
  return location === undefined ? '' : ` (to ${location})`;
}

function adviceFor(baseUrl: string): string {
  return baseUrl.endsWith('/v1') ? 'Leave out /v1.' : 'Is this the address of a Jobwire server?';
}

/**
 * The bodies of jobs to work with: those that were given, and the default ones that this server offers.
 *
 * @throws ConformanceSetupError when the server does not offer the type of a job that is needed
 */
export function jobBodiesFor(
  { job_types: offered }: Partial<Capabilities>,
  given: Partial<JobBodies>,
  defaults: JobBodies,
): JobBodies {
  const jobs: Partial<JobBodies> = { ...defaults, ...given };
  if (!Array.isArray(offered)) {
    return jobs as JobBodies; // The capabilities break their schema, which is for `responses/body-fits-schema` to say.
  }
  const types = offered.map(({ type }) => type);
  const taken = Object.entries(jobs).filter(([kind, { type }]) => {
    if (types.includes(type)) return true;
    // Without these two hardly anything can be tried; the others are only missing.
    if (kind in given || kind === 'quick' || kind === 'slow') {
      throw new ConformanceSetupError(
        `The server offers no job type ${type}, which the ${kind} job has; it offers ${types.join(', ') || 'none'}. Give \`jobs.${kind}\`.`,
      );
    }
    return false;
  });
  return Object.fromEntries(taken) as unknown as JobBodies;
}
