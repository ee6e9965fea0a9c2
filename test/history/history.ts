/** One request of a client, and what came back. Written down by the client, whatever the server says of it later. */
export interface Call {
  readonly kind: 'call';
  /** Milliseconds since the epoch: before the first byte was sent, and after the last one arrived or the wait was given up. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly organization: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** The request body as it was sent; null where there was none. */
  readonly sent: string | null;
  /** Whether the request breaks the contract on purpose. */
  readonly malformed: boolean;
  /** Null when the connection ended without an answer: the request may have been carried out or not. */
  readonly status: number | null;
  /** By lower-cased name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer as text. */
  readonly text: string;
}

/** What a handler does, in the words that it writes down itself. */
export type WorkerAct = 'started' | 'checkpoint' | 'emitted' | 'signal' | 'ended';

/** One line that a handler wrote beside the server, as an attempt went on. */
export interface WorkerLine {
  readonly kind: 'worker';
  readonly at: number;
  readonly processId: number;
  readonly job: string;
  readonly attempt: number;
  readonly act: WorkerAct;
  /** The item that was emitted, or why the attempt was told to stop; null where there is nothing to add. */
  readonly about: string | null;
}

/** What was done to the server from outside. */
export interface Mark {
  readonly kind: 'mark';
  readonly at: number;
  /** `settled`: the load is over and every bound has passed, so nothing may be open from here on. */
  readonly event: 'listening' | 'down' | 'settled';
}

/** A time during which a process stood still: what it had begun before, it wrote down late. */
export interface Pause {
  readonly kind: 'pause';
  readonly processId: number;
  readonly at: number;
  readonly endedAt: number;
}

export type HistoryEntry = Call | WorkerLine | Mark | Pause;

/** Everything that was seen of a server from outside, in no particular order. */
export interface History {
  readonly seed: number;
  readonly entries: readonly HistoryEntry[];
}

/** The earliest instant at which an entry can have had an effect. */
export function instantOf(entry: HistoryEntry): number {
  return entry.kind === 'call' ? entry.startedAt : entry.at;
}
