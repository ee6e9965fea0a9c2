import { expect } from 'vitest';
import { openServer, type RunningServer } from '../running-server.ts';
import { TestClock, turns } from '../test-clock.ts';
import { graceMs, type Model, retentionMs, slots, tickMs } from './model.ts';
import { Puppets } from './puppets.ts';

/** Far more rounds of the event loop than anything between two commands needs. */
const mostRounds = 200;

/** A real server, asked over HTTP, whose clock and handlers a sequence of commands plays. */
export class System {
  readonly clock = new TestClock();
  readonly puppets = new Puppets();
  readonly #running: Awaited<ReturnType<typeof openServer>>;

  private constructor(running: Awaited<ReturnType<typeof openServer>>, clock: TestClock, puppets: Puppets) {
    this.#running = running;
    this.clock = clock;
    this.puppets = puppets;
  }

  static async open(): Promise<System> {
    const clock = new TestClock();
    const puppets = new Puppets();
    let made = 0;
    const running = await openServer({
      handlers: [puppets.definition],
      clock,
      concurrency: slots,
      graceMs,
      retentionMs,
      newId: () => {
        made += 1;
        return `job_${String(made).padStart(4, '0')}`;
      },
    });
    return new System(running, clock, puppets);
  }

  send: RunningServer['send'] = (...request) => this.#running.send(...request);

  tick(): Promise<void> {
    return this.clock.advance(tickMs);
  }

  /** When the worker may take a job again that it has put back: chosen by chance, so that the model has to be told. */
  async runnableAt(organization: string, jobId: string): Promise<number> {
    const job = await this.#running.server.engine.store.find(organization, jobId);
    if (job === null) throw new Error(`There is no ${jobId}.`);
    return job.runnableAt;
  }

  /** Waits until the server has done what the model says that it does by itself, such as claiming what is due. */
  async settlesAs(model: Model): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      if (await this.#isAs(model)) break;
      await turns(1);
    }
    // What should not happen has had its time too.
    await turns(2);
    expect(await this.#stored(model)).toEqual(expected(model));
    const missing = model.attempts.filter(({ job, attempt }) => this.puppets.find(job.id, attempt) === undefined);
    expect(missing).toEqual([]);
  }

  async #isAs(model: Model): Promise<boolean> {
    if (model.attempts.some(({ job, attempt }) => this.puppets.find(job.id, attempt) === undefined)) return false;
    return (await this.#stored(model)).join() === expected(model).join();
  }

  async #stored(model: Model): Promise<string[]> {
    const { store } = this.#running.server.engine;
    const jobs = await Promise.all(model.jobs.map(({ organization, id }) => store.find(organization, id)));
    return jobs.map((job) => (job === null ? 'gone' : `${job.id} ${job.status} in version ${job.version}`));
  }

  async close(): Promise<void> {
    this.puppets.finishAll();
    await this.#running.close();
  }
}

function expected({ jobs }: Model): string[] {
  return jobs.map((job) => (job.gone ? 'gone' : `${job.id} ${job.status} in version ${job.version}`));
}
