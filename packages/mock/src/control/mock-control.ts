import type { JobStatus } from '@jobwire/contract';
import { chooseAnswer } from '../asking/choose-answer.ts';
import { checkScenario } from '../live/check-scenario.ts';
import { contractOperations } from '../live/contract-operations.ts';
import type { Fault, FaultRequest } from '../live/faults.ts';
import { type Hold, type HoldRequest, heldStatuses } from '../live/holds.ts';
import type { MockWorld } from '../live/mock-world.ts';
import type { Scenario } from '../live/scenario.ts';
import { checkAgainst } from './control-document.ts';
import { MockControlError } from './mock-control-error.ts';

export interface ClockState {
  readonly now: string;
  /** How many seconds pass in one. */
  readonly speed: number;
  /** Whether time passes by itself. */
  readonly running: boolean;
}

/** Everything that a live mock was told. */
export interface MockState {
  readonly clock: ClockState;
  /** How many jobs were created. */
  readonly jobs: number;
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly holds: readonly Hold[];
  readonly faults: readonly Fault[];
}

/** A fault as it was told. */
export interface ToldFault extends Fault {
  /** What has to be done besides, where nothing happens by itself. */
  readonly hint?: string;
}

export interface JobPlace {
  readonly job_id: string;
  readonly status: JobStatus;
  readonly attempt: number;
}

/**
 * Tells a live mock what is to happen: the same that `/__mock` does over HTTP, in the same words. Whatever it cannot do it refuses
 * with a {@link MockControlError}.
 */
export class MockControl {
  readonly #world: () => MockWorld;
  readonly #reset: () => Promise<void>;

  constructor(world: () => MockWorld, reset: () => Promise<void>) {
    this.#world = world;
    this.#reset = reset;
  }

  state(): MockState {
    const { register, scenarios, holds, faults } = this.#world();
    return {
      clock: this.#clockState(),
      jobs: register.size,
      scenarios: scenarios.all,
      holds: holds.all,
      faults: faults.all,
    };
  }

  /** Forgets everything that came after the start. */
  async reset(): Promise<MockState> {
    await this.#reset();
    return this.state();
  }

  /** Lets so many milliseconds pass. Resolves when everything that had to happen until then has happened. */
  async advance(ms: number): Promise<ClockState> {
    checkAgainst('Advance', { ms }, 'The time to advance');
    await this.#world().clock.advance(ms);
    return this.#clockState();
  }

  changeClock(change: { readonly speed?: number; readonly running?: boolean }): ClockState {
    checkAgainst('ClockChange', change, 'The change of the clock');
    this.#world().clock.change(change);
    return this.#clockState();
  }

  /** Says how the jobs of a type go from now on; `*` is for every type that has no scenario of its own. */
  setScenario(jobType: string, scenario: Scenario): Scenario {
    const { scenarios, offer } = this.#world();
    checkScenario(jobType, scenario, offer);
    scenarios.set(jobType, scenario);
    return scenario;
  }

  deleteScenario(jobType: string): void {
    if (this.#world().scenarios.delete(jobType)) return;
    throw new MockControlError(404, `The job type ${jobType} has no scenario.`);
  }

  /** Keeps one job at a status, or those of a type, or all. */
  async hold(request: HoldRequest): Promise<Hold> {
    checkAgainst('HoldRequest', request, 'The hold');
    const { job_id: jobId, job_type: jobType, status } = request;
    const { offer } = this.#world();
    if (jobType !== undefined && !offer.includes(jobType)) {
      throw new MockControlError(
        400,
        `No job can be of type ${jobType}, which is not offered. Offered: ${offer.describe()}.`,
      );
    }
    if (jobId !== undefined) {
      const job = await this.#job(jobId);
      if (jobType !== undefined && job.type !== jobType) {
        throw new MockControlError(
          409,
          `The job ${jobId} is of type ${job.type}, and not ${jobType}: name one of them.`,
        );
      }
      const place = heldStatuses.indexOf(job.status as HoldRequest['status']);
      if (place === -1 || place > heldStatuses.indexOf(status)) {
        throw new MockControlError(409, `The job ${jobId} is ${job.status} and cannot be held at ${status} any more.`);
      }
    }
    return this.#world().holds.add(request);
  }

  release(holdId: string): void {
    if (this.#world().holds.release(holdId)) return;
    throw new MockControlError(404, `There is no hold ${holdId}. It may have been released already.`);
  }

  releaseAll(): void {
    this.#world().holds.releaseAll();
  }

  /** Fails, delays or cuts off the next requests. */
  fault(request: FaultRequest): ToldFault {
    checkAgainst('FaultRequest', request, 'The fault');
    this.#refuseImpossible(request);
    const { faults, clock } = this.#world();
    const fault = faults.add(request);
    if (clock.running || !request.delay_ms) return fault;
    const hint = `The clock stands still: such a request waits until it is advanced by ${request.delay_ms} ms, at /__mock/clock/advance.`;
    return { ...fault, hint };
  }

  clearFaults(): void {
    this.#world().faults.clear();
  }

  /** As if the worker of the job had died and its lease had run out. */
  async loseWorker(jobId: string): Promise<JobPlace> {
    const before = await this.#job(jobId);
    if (!(await this.#world().server.engine.loseAttempt(jobId))) {
      throw new MockControlError(409, `The job ${jobId} is ${before.status}, and no worker has it.`);
    }
    const { status, attempt } = await this.#job(jobId);
    return { job_id: jobId, status, attempt };
  }

  async #job(jobId: string) {
    const { register, server } = this.#world();
    const seen = register.find(jobId);
    const job = seen === undefined ? null : await server.engine.store.find(seen.organizationId, jobId);
    if (job === null) throw new MockControlError(404, `There is no job ${jobId}.`);
    return job;
  }

  #refuseImpossible({ operation, status, example, disconnect }: FaultRequest): void {
    if (status !== undefined && disconnect === true) {
      throw new MockControlError(400, 'A request has an answer or is cut off: leave out `status` or `disconnect`.');
    }
    const concerned = contractOperations.filter(({ operationId }) => (operation ?? operationId) === operationId);
    if (concerned.length === 0) {
      const known = contractOperations.map(({ operationId }) => operationId).join(', ');
      throw new MockControlError(400, `There is no operation ${operation}. There are: ${known}.`);
    }
    if (example !== undefined && (status === undefined || operation === undefined)) {
      throw new MockControlError(400, 'An `example` belongs to a `status` of an `operation`: name these too.');
    }
    if (status === undefined) return;
    const refusals: string[] = [];
    for (const one of concerned) {
      try {
        chooseAnswer(one, { status, ...(example === undefined ? {} : { example }) });
        return;
      } catch (error) {
        refusals.push((error as Error).message);
      }
    }
    throw new MockControlError(
      400,
      operation === undefined ? `No operation is ever answered ${status}.` : refusals.join(' '),
    );
  }

  #clockState(): ClockState {
    const { clock } = this.#world();
    return { now: new Date(clock.now()).toISOString(), speed: clock.speed, running: clock.running };
  }
}
