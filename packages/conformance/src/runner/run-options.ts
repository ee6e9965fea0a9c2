import type { ConformanceClass } from '@jobwire/contract';
import type { Verdict } from '../report/verdict.ts';
import type { SendRequest } from './caller.ts';
import type { JobBodies } from './job-bodies.ts';
import type { RunLimits } from './run-limits.ts';

/** What a run needs to know. */
export interface RunOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`. It may be left out with `fetch`. */
  readonly baseUrl?: string;
  /** What sends the requests. The `fetch` of the platform when left out. */
  readonly fetch?: SendRequest;
  readonly keys: {
    /** A key that may create and cancel jobs. */
    readonly primary: string;
    /** A key of another organization. Without it the isolation of organizations is skipped. */
    readonly foreign?: string;
    /** A key of the primary organization that may only read. Without it its refusals are skipped. */
    readonly readOnly?: string;
  };
  /** Headers for every request. Their values are not shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Jobs that this server offers. */
  readonly jobs?: Partial<JobBodies>;
  /** The secret of webhooks, `whsec_…`. Without it their signatures are not checked. */
  readonly webhookSecret?: string;
  readonly limits?: Partial<RunLimits>;
  /** Try only requirements of these classes. */
  readonly classes?: readonly ConformanceClass[];
  /** Try only requirements whose id fits one of these; `*` stands for anything: `cancel/*`. */
  readonly only?: string | readonly string[];
  /** What chance is determined by. A new one when left out; the report tells it. */
  readonly seed?: number;
  /** Try nothing more after the first failure of a MUST. */
  readonly bail?: boolean;
  /** Ends the run early when it is aborted: its open jobs are cancelled, and it throws with what is known so far. */
  readonly signal?: AbortSignal;
  /** Told each verdict as soon as it is there. */
  readonly onVerdict?: (verdict: Verdict) => void;
  /** Told, as a sentence and not too often, what the run is waiting for when that takes long. */
  readonly onNotice?: (sentence: string) => void;
}
