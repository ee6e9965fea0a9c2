import type { ConformanceClass } from '@jobwire/contract';

/** One sentence of the contract that a server keeps or breaks. */
export interface Requirement {
  /** Stable, and shaped like a path: `cancel/completed-answers-409`. */
  readonly id: string;
  /** `must` is required of every server that serves the class; breaking a `should` is reported and no more. */
  readonly level: 'must' | 'should';
  /** The conformance class that it belongs to. It is skipped on a server that does not serve that class. */
  readonly class: ConformanceClass;
  /** What the server does, in one sentence. */
  readonly sentence: string;
  /** Where the contract says so: a JSON Pointer into it, and for a heading of its text the anchor of that heading. */
  readonly source: string;
  /** What else it is the check of: `getJob 304`, `* 401` for every operation that declares it, `header ETag`. */
  readonly covers?: readonly string[];
}
