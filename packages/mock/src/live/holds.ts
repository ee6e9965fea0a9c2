import type { JobRegister, SeenJob } from './job-register.ts';

/** The statuses that a job leaves by itself. */
export const heldStatuses = ['queued', 'running', 'cancelling'] as const;
export type HeldStatus = (typeof heldStatuses)[number];

/** Which jobs stay at a status: one, those of a type, or all. */
export interface HoldRequest {
  readonly status: HeldStatus;
  readonly job_id?: string;
  readonly job_type?: string;
}

export interface Hold extends HoldRequest {
  readonly id: string;
}

/** Keeps jobs at a status until they are let go. A cancel, a deadline and the grace bound move them all the same. */
export class Holds {
  readonly #register: JobRegister;
  readonly #holds = new Map<string, Hold>();
  #count = 0;
  #isOver = false;
  #changed = Promise.withResolvers<void>();

  constructor(register: JobRegister) {
    this.#register = register;
    register.observe(() => this.#tell());
  }

  get all(): Hold[] {
    return [...this.#holds.values()];
  }

  add(request: HoldRequest): Hold {
    this.#count += 1;
    const hold = { id: `hold_${this.#count}`, ...request };
    this.#holds.set(hold.id, hold);
    return hold;
  }

  /** False when there is no such hold. */
  release(id: string): boolean {
    const released = this.#holds.delete(id);
    this.#tell();
    return released;
  }

  releaseAll(): void {
    this.#holds.clear();
    this.#tell();
  }

  /** Holds nothing any more. */
  end(): void {
    this.#isOver = true;
    this.#tell();
  }

  /** Resolves when no hold keeps the job at this status, or it has left it. */
  async pass(jobId: string, status: HeldStatus): Promise<void> {
    while (!this.#isOver) {
      const job = this.#register.find(jobId);
      if (job?.status !== status || !this.all.some((hold) => keeps(hold, job))) return;
      await this.#changed.promise;
    }
  }

  #tell(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

function keeps(hold: Hold, { id, type, status }: SeenJob): boolean {
  if (hold.status !== status) return false;
  return (hold.job_id ?? id) === id && (hold.job_type ?? type) === type;
}
