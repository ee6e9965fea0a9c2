import { defineJob, type JobDefinition, type JobRun } from '../../engine/job-definition.ts';

/** One attempt whose handler does nothing but what a test makes it do, and is deaf to its signal. */
export interface Puppet {
  readonly run: JobRun<unknown>;
  /** The handler returns. */
  finish(): void;
  /** The handler throws. */
  fail(error: unknown): void;
}

/** A job type whose attempts are played by hand. */
export class Puppets {
  readonly #puppets = new Map<string, Puppet>();

  readonly definition: JobDefinition = defineJob({
    type: 'puppet',
    description: 'Does what a test tells it to.',
    input: { type: 'object', additionalProperties: false, properties: { note: { type: 'string' } } },
    run: (run) =>
      new Promise<void>((finish, fail) => {
        this.#puppets.set(nameOf(run.jobId, run.attempt), { run, finish, fail });
      }),
  });

  /** Undefined when this attempt has not begun. */
  find(jobId: string, attempt: number): Puppet | undefined {
    return this.#puppets.get(nameOf(jobId, attempt));
  }

  get begun(): number {
    return this.#puppets.size;
  }

  finishAll(): void {
    for (const puppet of this.#puppets.values()) puppet.finish();
  }
}

function nameOf(jobId: string, attempt: number): string {
  return `${jobId}/${attempt}`;
}
