import type { JobStatus } from '../../../packages/contract/src/lifecycle.ts';

/** Those who take part: who asks, the job in the server's store, and who works on it. */
export type Lane = 'client' | 'job' | 'worker';

/** One thing that happens, in the order from above. */
export type Step =
  | {
      readonly kind: 'message';
      readonly from: Lane;
      readonly to: Lane;
      readonly text: string;
      /** What becomes of it, unless it arrives and is accepted. */
      readonly fate?: 'lost' | 'refused';
    }
  | { readonly kind: 'status'; readonly status: JobStatus; readonly note?: string }
  | { readonly kind: 'note'; readonly lane: Lane; readonly text: string };

/** What happens when a cancel meets something else. */
export interface Race {
  readonly name: string;
  readonly title: string;
  /** How long the worker works: not at all, until the last that is told of it, or beyond the picture. */
  readonly work: 'never' | 'to-its-last-word' | 'on';
  readonly steps: readonly Step[];
}

/** A request of the client, or what the worker writes. */
export function sends(from: Lane, text: string, fate?: 'lost' | 'refused'): Step {
  return { kind: 'message', from, to: 'job', text, ...(fate === undefined ? {} : { fate }) };
}

/** An answer to the client, or word to the worker. */
export function tells(to: Lane, text: string, fate?: 'lost'): Step {
  return { kind: 'message', from: 'job', to, text, ...(fate === undefined ? {} : { fate }) };
}

/** From here on the job has this status. */
export function becomes(status: JobStatus, note?: string): Step {
  return { kind: 'status', status, ...(note === undefined ? {} : { note }) };
}

/** What happens to one of them alone. */
export function notes(lane: Lane, text: string): Step {
  return { kind: 'note', lane, text };
}
