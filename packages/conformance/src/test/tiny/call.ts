import type { IncomingMessage } from 'node:http';
import type { TinyCaller } from '../tiny-keys.ts';
import type { Reply } from './reply.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** One request that is known well enough to be carried out. */
export interface Call {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly reply: Reply;
  readonly caller: TinyCaller;
  /** What stands behind the question mark. */
  readonly search: string;
  /** The parsed body; undefined when there is none. */
  readonly body: unknown;
}

/** A request about a job that the caller has. */
export interface JobCall extends Call {
  readonly job: TinyJob;
}

/** The value of a request header; undefined when it was not sent. */
export function headerOf({ request }: Call, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}
