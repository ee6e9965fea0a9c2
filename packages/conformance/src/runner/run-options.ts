import type { Verdict } from '../report/verdict.ts';
import type { SendRequest } from './caller.ts';
import type { JobBodies } from './job-bodies.ts';

/** What a run needs to know. */
export interface RunOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`. */
  readonly baseUrl: string;
  readonly keys: {
    /** A key that may create and cancel jobs. */
    readonly primary: string;
    /** A key of another organization. Without it the isolation of organizations is skipped. */
    readonly foreign?: string;
  };
  /** Jobs that this server offers: one that completes within a minute, and one that works for at least a minute. */
  readonly jobs?: Partial<JobBodies>;
  /** What sends the requests. The `fetch` of the platform when left out. */
  readonly fetch?: SendRequest;
  /** Told each verdict as soon as it is there. */
  readonly onVerdict?: (verdict: Verdict) => void;
}
