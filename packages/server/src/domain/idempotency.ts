import type { Job } from './job.ts';

/** A create that may be repeated without creating a second job. */
export interface IdempotentCreate {
  /** The caller's key, unique within the organization. */
  readonly key: string;
  /** Equal for equal bodies. */
  readonly bodyDigest: string;
  /** From when on the key means nothing any more, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The answer that a repetition gets, as text, made from the job as it is stored. */
  answer(job: Job): string;
}

/** What became of it: a new job, the answer that the first one was given, or a key that belongs to another body. */
export type CreateOutcome = { readonly created: Job } | { readonly replayed: string } | 'key_reused';
