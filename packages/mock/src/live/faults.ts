import type { OperationId } from '@jobwire/contract';

/** What happens to the next requests instead of what should. */
export interface FaultRequest {
  /** How many requests. 1 unless said otherwise. */
  readonly count?: number;
  /** Only requests of this operation; of every one that has such an answer, unless said otherwise. */
  readonly operation?: OperationId;
  /** The request is answered this much later, in milliseconds on the clock of the mock. */
  readonly delay_ms?: number;
  /** It is answered with an example of this status, and has no effect. */
  readonly status?: number;
  /** Which example. The first one of the status unless said otherwise. */
  readonly example?: string;
  /** The connection is closed without an answer, and the request has no effect. */
  readonly disconnect?: boolean;
}

/** A fault that waits for its requests. */
export interface Fault extends FaultRequest {
  /** How many requests it still waits for. */
  readonly count: number;
}

/** The faults that wait for requests, the oldest first. One request meets one fault. */
export class Faults {
  #waiting: Fault[] = [];

  get all(): readonly Fault[] {
    return this.#waiting;
  }

  add(request: FaultRequest): Fault {
    const fault = { ...request, count: request.count ?? 1 };
    this.#waiting.push(fault);
    return fault;
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault that a request of this operation meets, which is used up by it; null when there is none. */
  take(operation: OperationId, hasStatus: (status: number) => boolean): Fault | null {
    const index = this.#waiting.findIndex(
      (fault) =>
        (fault.operation ?? operation) === operation && (fault.status === undefined || hasStatus(fault.status)),
    );
    const fault = this.#waiting[index];
    if (fault === undefined) return null;
    if (fault.count > 1) this.#waiting[index] = { ...fault, count: fault.count - 1 };
    else this.#waiting.splice(index, 1);
    return fault;
  }
}
