import type { Request, Response } from 'express';
import type { ContractOperation } from './contract-operation.ts';
import type { Principal } from './operation-types.ts';

/** A request at its end: what it was, and how it was answered. */
export interface AnsweredRequest {
  readonly request: Request;
  readonly requestId: string;
  /** Null when it was refused before its operation was known. */
  readonly operation: ContractOperation | null;
  /** The parameters of its path as they were sent; none before its operation is known. */
  readonly path: Readonly<Record<string, string>>;
  /** Null when it came without a valid key. */
  readonly principal: Principal | null;
  readonly status: number;
  /** From the moment when its headers were read to the moment when its answer was handed over. */
  readonly durationMs: number;
  /** Whether the answer was a stream, which lasts as long as its job. */
  readonly streamed: boolean;
}

/** Watches requests from outside, to count, log and trace. It changes no answer and throws nothing. */
export interface RequestObserver {
  /** Runs what an operation does with a request; what it rejects with is the refusal that is answered. */
  handle(operation: ContractOperation, request: Request, response: Response, run: () => Promise<void>): Promise<void>;
  answered(answered: AnsweredRequest): void;
}
