import type { Exchange, KeyName } from '../runner/exchange.ts';
import type { SeenJob } from '../runner/seen-job.ts';

/** One sight of a job: what an answer or a webhook said of it. */
export interface Observation {
  readonly job: SeenJob;
  readonly keyName: KeyName;
  /** Between these two moments the server looked at the job. Null for a webhook, which tells of an earlier moment. */
  readonly span: { readonly beganAtMs: number; readonly endedAtMs: number } | null;
  /** Whether the whole job was shown, and not only what a webhook or an event tells. */
  readonly whole: boolean;
  /** Where it was seen, for a person: `GET /v1/jobs/…`. */
  readonly where: string;
  readonly exchange: Exchange | null;
}
