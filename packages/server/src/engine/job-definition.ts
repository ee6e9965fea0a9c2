import type { JobFailure } from './job-failure.ts';
import type { JobLog } from './job-log.ts';

/** A JSON Schema 2020-12 of type `object`. Callers see it in the capabilities. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One piece of what a job produced, on its way out of a handler. */
export interface EmittedResult {
  /** The item's own id. Emitting the same id again changes nothing, so a new attempt may repeat itself safely. */
  readonly id?: string;
  /** Anything that JSON can hold, up to 16 MiB with the id; null when it is left out, as in a failed item. */
  readonly output?: unknown;
  /** Present when this item failed; the job itself goes on. */
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly retryable?: boolean;
    /** Up to 16 MiB, with the rest of the result. */
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** What a handler reports about itself. A member left out stays as it is. */
export interface Progress {
  /** How many results there will be; null when unknown. */
  readonly total?: number | null;
  /** A few words for people: what the job does at the moment. At most 1,000 characters. */
  readonly phase?: string | null;
  readonly estimatedSecondsRemaining?: number | null;
}

/** What a handler gets: its input, and its ways to stop in time, to report and to hand over results. */
export interface JobRun<Input> {
  readonly jobId: string;
  readonly input: Input;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The item ids that earlier attempts emitted: what a new attempt may skip. */
  readonly emitted: ReadonlySet<string>;
  /**
   * Aborted as soon as the job is to stop. Hand it to whatever takes a signal, so that long calls end early; its
   * `reason` is a {@link JobStopped}.
   */
  readonly signal: AbortSignal;
  /**
   * The cooperative cancel: call it between two pieces of work. Throws {@link JobStopped} when the job was cancelled,
   * expired, or belongs to another attempt; let that error pass.
   */
  checkpoint(): Promise<void>;
  /** Throws a `TypeError` for what is no amount or no text, and a `RangeError` for a phase that is too long. */
  progress(report: Progress): Promise<void>;
  /**
   * Stores results and counts them. When the promise resolves they survive a crash. Throws {@link JobStopped}, and a
   * `TypeError` that names what JSON cannot hold or a `RangeError` for what is too large, before anything is stored.
   */
  emit(...results: EmittedResult[]): Promise<void>;
  /** Writes to the log of the server, with the job and the attempt on each line. */
  readonly log: JobLog;
}

/** A job type that a server offers: what it is called, what it takes and what it does. */
export interface JobDefinition<Input = unknown> {
  /** `^[a-z][a-z0-9_.-]{0,63}$`, for example `documents.extract_text`. */
  readonly type: string;
  readonly description: string;
  /** What `input` has to look like; a job whose input does not fit is refused with `validation_error`. */
  readonly input: JsonSchema;
  /**
   * Does the work. Returning completes the job. Throwing fails it; throw a {@link JobFailure} to choose the code, or
   * to say that another attempt may succeed.
   */
  run(run: JobRun<Input>): Promise<void>;
}

/**
 * Makes a job type for a job server.
 *
 * @example
 * export default defineJob<{ name: string }>({
 *   type: 'demo.greet',
 *   description: 'Greets one person.',
 *   input: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
 *   async run({ input, emit }) {
 *     await emit({ output: { greeting: `Hello, ${input.name}.` } });
 *   },
 * });
 */
export function defineJob<Input>(definition: JobDefinition<Input>): JobDefinition<Input> {
  return definition;
}
