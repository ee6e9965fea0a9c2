import type { IdempotentCreate } from './idempotency.ts';
import type { JobError, NewJob } from './job.ts';
import type { NewJobResult } from './job-result.ts';
import type { Transition } from './transition.ts';

/**
 * The measure of the quota on stored bytes: the text that callers and handlers hand in, in UTF-8, and a flat charge for
 * each thing that is kept, about what its row, its events and their indexes take, so that many small things are not free.
 */
export const flatCharge = { job: 1024, result: 128, idempotencyKey: 256 } as const;

/** Of a job as it is created: its input and its metadata. */
export function storedBytesOfJob(job: Pick<NewJob, 'input' | 'metadata'>): number {
  return flatCharge.job + Buffer.byteLength(job.input) + Buffer.byteLength(JSON.stringify(job.metadata));
}

/** What a job's own error adds to it, when it fails. */
export function storedBytesOfEnd({ changes: { error } }: Pick<Transition, 'changes'>): number {
  return error !== undefined && 'set' in error ? bytesOfError(error.set) : 0;
}

/** Of a result: its output or its error, and its item id. */
export function storedBytesOfResult({ output, error, itemId }: NewJobResult): number {
  return flatCharge.result + bytesOf(output) + bytesOf(itemId) + bytesOfError(error);
}

/** Of an idempotency key: the key and the answer that is kept for its repetitions. */
export function storedBytesOfKey(key: IdempotentCreate['key'], answer: string): number {
  return flatCharge.idempotencyKey + bytesOf(key) + bytesOf(answer);
}

function bytesOfError(error: JobError | null): number {
  return error === null ? 0 : bytesOf(JSON.stringify(error));
}

function bytesOf(text: string | null): number {
  return text === null ? 0 : Buffer.byteLength(text);
}
