import type { Capabilities, ConformanceClass, CreateJobRequest } from '@jobwire/contract';
import type { WebhookReceiver } from '../webhooks/webhook-receiver.ts';
import type { Caller, PathCaller } from './caller.ts';
import type { StreamOpener } from './event-stream.ts';
import type { Exchange } from './exchange.ts';
import type { JobBodies, JobKind } from './job-bodies.ts';
import type { RunLimits } from './run-limits.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SeenJob } from './seen-job.ts';

/** What a check has to work with. Each check has one of its own. */
export interface CheckContext {
  /** Sends a request with the primary key. */
  readonly call: Caller;
  /** Sends a request with the key of another organization; null when none was given. */
  readonly callForeign: Caller | null;
  /** Sends a request with a read-only key of the primary organization; null when none was given. */
  readonly callReadOnly: Caller | null;
  /** Sends a request without a key; `headers` may bring one. */
  readonly callWithoutKey: Caller;
  /** Sends a request of any method to any path, with the primary key. */
  readonly callPath: PathCaller;
  /** As `callPath`, without a key. */
  readonly callPathWithoutKey: PathCaller;
  /** The primary key itself, for requests that put it where it does not belong. */
  readonly key: string;
  /** Opens the events of a job as a stream, with the primary key. */
  readonly openStream: StreamOpener;
  /** Creates a job with the primary key. The run cancels it after the check if it is still open then. */
  readonly startJob: (kind: JobKind, changes?: JobChanges) => Promise<SeenJob>;
  /** The body that a job of this kind is created with. @throws CheckSkipped when the kind was not given */
  readonly bodyOf: (kind: JobKind, changes?: JobChanges) => CreateJobRequest;
  /** Has the run cancel a job after the check, if it is still open then. */
  readonly cleanUp: (jobId: string) => void;
  /** Tells whoever watches that a job has been waiting long for a worker. */
  readonly noticeQueued: (jobId: string, waitedMs: number) => void;
  /** What the server says of itself; any member may be missing. */
  readonly capabilities: Partial<Capabilities>;
  /** Whether the server says that it serves this class. */
  readonly serves: (conformanceClass: ConformanceClass) => boolean;
  /** What a check adds to a job so that filters find it and nothing else: new in every call. */
  readonly newMark: () => string;
  /** The grace of the server, in milliseconds. */
  readonly graceMs: number;
  /** Within how many milliseconds of its cancel a job must be `cancelled`: the grace of the server and 5 seconds. */
  readonly cancelBoundMs: number;
  /** Chance of this check, which the seed of the run determines. */
  readonly random: SeededRandom;
  readonly seed: number;
  readonly limits: RunLimits;
  readonly jobs: JobBodies;
  /** Whether the body of this kind was given for the run, so that the kit cannot know what it does. */
  readonly isGiven: (kind: JobKind) => boolean;
  /** Opens the receiver of webhooks of this run, or gives the one that is open. */
  readonly webhookReceiver: () => Promise<WebhookReceiver>;
  /** The secret that webhooks are signed with; null when none was given. */
  readonly webhookSecret: string | null;
  /** The last answer to this check; null before the first. */
  readonly lastExchange: () => Exchange | null;
  /** Every exchange of the run so far, in the order of the answers. */
  readonly exchanges: readonly Exchange[];
}

/** Members that a job is created with instead of those of its kind. */
export type JobChanges = Partial<CreateJobRequest>;
