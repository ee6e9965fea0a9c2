import type { Requirement } from '../requirements/requirement.ts';
import type { Exchange } from '../runner/exchange.ts';

/** One way in which the server broke a requirement. */
export interface Failure {
  /** What the contract says, as a part of a sentence. */
  readonly expected: string;
  /** What the server did instead. */
  readonly actual: string;
  /** The exchange that shows it; null when the server gave no answer. */
  readonly exchange: Exchange | null;
  /** The webhook that shows it, as a person reads it. */
  readonly delivery?: readonly string[];
  /** Lines for a shell that lead to it, when one request does not. */
  readonly script?: readonly string[];
}

/** What became of one requirement. */
export type Verdict = Judgement & {
  readonly requirement: Requirement;
  /** How long its check took, in milliseconds. */
  readonly tookMs: number;
};

type Judgement =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly failures: readonly Failure[] }
  | {
      readonly outcome: 'skipped';
      readonly reason: string;
      /** Whether it was skipped since the run ended before it, and not since it cannot be tried here. */
      readonly untried?: true;
    };
