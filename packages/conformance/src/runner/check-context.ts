import type { Caller } from './caller.ts';
import type { Exchange } from './exchange.ts';
import type { JobKind } from './job-bodies.ts';
import type { SeenJob } from './seen-job.ts';

/** What a check has to work with. */
export interface CheckContext {
  /** Sends a request with the primary key. */
  readonly call: Caller;
  /** Sends a request with the key of another organization; null when none was given. */
  readonly callForeign: Caller | null;
  /** Creates a job with the primary key. The run cancels it after the check if it is still open then. */
  readonly startJob: (kind: JobKind) => Promise<SeenJob>;
  /** Within how many milliseconds of its cancel a job must be `cancelled`: the grace of the server and 5 seconds. */
  readonly cancelBoundMs: number;
  /** Every exchange of the run so far, in order. */
  readonly exchanges: readonly Exchange[];
}
