import type { Capabilities } from '@jobwire/contract';
import type { Caller } from './caller.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { JobBodies } from './job-bodies.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { problemLine } from './problem-line.ts';

/**
 * Reads the capabilities with one key, before the first job is created.
 *
 * @throws ConformanceSetupError when there is no server, or it refuses the key, or answers something else
 */
export async function readCapabilities(call: Caller, keyName: string, baseUrl: string): Promise<Partial<Capabilities>> {
  const exchange = await call('getCapabilities').catch((error: unknown) => {
    if (error instanceof NoAnswerError) {
      throw new ConformanceSetupError(
        `There is no server at ${baseUrl}: ${error.reason}. Start it, or correct the address.`,
      );
    }
    throw error;
  });
  if (exchange.status === 401 || exchange.status === 403) {
    throw new ConformanceSetupError(
      `The server refused the ${keyName} key: ${problemLine(exchange)}. Give a key that it accepts.`,
    );
  }
  if (exchange.status !== 200 || typeof exchange.body !== 'object' || exchange.body === null) {
    throw new ConformanceSetupError(
      `GET ${exchange.url} answered ${problemLine(exchange)} and not 200 with capabilities. Is this the address of a Jobwire server?`,
    );
  }
  return exchange.body;
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
