import type { Exchange } from './exchange.ts';
import type { RequestParts } from './request-parts.ts';

/** One event of a stream, as the HTML standard dispatches it. */
export interface StreamMessage {
  readonly event: string;
  /** The `id` field of this event; null when it has none. */
  readonly id: string | null;
  readonly data: string;
  /** When it arrived, in milliseconds of the run's own clock. */
  readonly atMs: number;
}

/** A stream that was asked for. It is a stream only when the answer is 200 with that media type. */
export interface EventStream {
  /** The answer with what has come of its body so far. */
  readonly exchange: () => Exchange;
  readonly messages: readonly StreamMessage[];
  /** Whether the server has ended the stream. */
  readonly ended: () => boolean;
  /**
   * Resolves with true as soon as `done` holds, and with false when the time is over or the stream has ended without it.
   *
   * @throws NoAnswerError when the connection broke before that
   */
  readonly waitFor: (done: () => boolean, withinMs: number) => Promise<boolean>;
  /** Hangs up, if the server has not ended the stream. */
  readonly close: () => void;
}

/** Asks for the events of a job as a stream. */
export type StreamOpener = (jobId: string, parts?: Pick<RequestParts, 'headers' | 'query'>) => Promise<EventStream>;
