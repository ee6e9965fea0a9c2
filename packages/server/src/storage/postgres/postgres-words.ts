import { randomUUID } from 'node:crypto';
import type { JobStatus } from '@jobwire/contract/lifecycle';
import { CompiledQuery } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import type { Job } from '../../domain/job.ts';
import type { JobWord, SharedWords, WordListener } from '../../domain/shared-words.ts';
import type { SqlSession } from '../sql-database.ts';
import { deafMs, ListeningConnection } from './listening-connection.ts';

export interface PostgresWordsOptions {
  readonly url: string;
  /** Sends what is to be said. */
  readonly sender: SqlSession;
  /** Told once when words do not arrive any more, and once when they do again. */
  readonly onChange: (isHeard: boolean, error: unknown) => void;
  readonly clock?: Clock;
  /** Milliseconds that only ever go on, whatever is done to the time of day. */
  readonly elapsedMs?: () => number;
}

const channel = 'jobwire';

/** PostgreSQL refuses messages from 8,000 bytes on. An id and what is said of it are far below a hundred. */
const jobsPerMessage = 70;

/** How long a change waits for others to be told of together, in milliseconds. */
const gatherMs = 10;

/** What one process says to the others, as JSON. */
interface Message {
  readonly from: string;
  /** Earliest instant at which a job may start. */
  readonly runnable?: number;
  readonly jobs?: readonly (readonly [jobId: string, status: JobStatus, attempt: number, hasWebhook: 0 | 1])[];
  /** Whether the sender leads; in the messages that a process sends to hear itself. */
  readonly leads?: boolean;
}

/**
 * The words of processes on one PostgreSQL, by NOTIFY. They are sent behind the commit and not within it, since
 * transactions that notify commit one after the other, and many at a time: what comes up while some are on their way goes
 * together.
 */
export class PostgresWords implements SharedWords {
  readonly #me = randomUUID().slice(0, 13);
  readonly #sender: SqlSession;
  readonly #connection: ListeningConnection;
  readonly #listeners: WordListener[] = [];
  #changed = new Map<string, Job>();
  #runnableAt: number | null = null;
  #sending = false;
  #isDue = false;
  /** When another process said that it leads. */
  #leaderHeardAt: number;
  readonly #elapsedMs: () => number;

  constructor({ sender, elapsedMs = () => performance.now(), ...listening }: PostgresWordsOptions) {
    this.#sender = sender;
    this.#elapsedMs = elapsedMs;
    this.#leaderHeardAt = elapsedMs();
    this.#connection = new ListeningConnection({
      ...listening,
      elapsedMs,
      channel,
      onMessage: (payload) => this.#hear(JSON.parse(payload) as Message),
      ping: () => this.#send([{ from: this.#me, leads: this.#connection.isLeader }]),
    });
  }

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    this.#connection.stop();
  }

  get areHeard(): boolean {
    return this.#connection.isHeard;
  }

  /**
   * Whether this process is to do what one of them has to do for all. None that hears a leader does; one that hears
   * nothing, or of no leader, does it too, since everything that a leader does may be done twice, and must be done.
   */
  get leads(): boolean {
    const { isLeader, isHeard } = this.#connection;
    return isLeader || !isHeard || this.#elapsedMs() - this.#leaderHeardAt > deafMs;
  }

  tellChanged(job: Job): void {
    this.#changed.set(job.id, job);
    // A worker is told at once; everybody else can wait until there is more to tell.
    if (job.status === 'cancelling') void this.#flush();
    else if (!this.#isDue) {
      this.#isDue = true;
      setTimeout(() => {
        this.#isDue = false;
        void this.#flush();
      }, gatherMs);
    }
  }

  tellRunnable(runnableAt: number): void {
    this.#runnableAt = Math.min(runnableAt, this.#runnableAt ?? Number.POSITIVE_INFINITY);
    void this.#flush();
  }

  listen(listener: WordListener): void {
    this.#listeners.push(listener);
  }

  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      // Lets what belongs to the same commit come together.
      await Promise.resolve();
      while (this.#changed.size > 0 || this.#runnableAt !== null) await this.#send(this.#takeMessages());
    } catch {
      // Nobody hears these words: whoever waits for them looks by itself, and later.
    } finally {
      this.#sending = false;
    }
  }

  #takeMessages(): Message[] {
    const jobs = [...this.#changed.values()].map(
      ({ id, status, attempt, webhook }) => [id, status, attempt, webhook === null ? 0 : 1] as const,
    );
    const runnableAt = this.#runnableAt;
    this.#changed = new Map();
    this.#runnableAt = null;
    const messages: Message[] = [];
    for (let first = 0; first < jobs.length; first += jobsPerMessage) {
      messages.push({ from: this.#me, jobs: jobs.slice(first, first + jobsPerMessage) });
    }
    if (runnableAt !== null) messages.push({ from: this.#me, runnable: runnableAt });
    return messages;
  }

  async #send(messages: readonly Message[]): Promise<void> {
    const payloads = messages.map((message) => JSON.stringify(message));
    const text = `select pg_notify('${channel}', message) from unnest($1::text[]) as message`;
    await this.#sender.run(CompiledQuery.raw(text, [payloads]));
  }

  #hear({ from, jobs, runnable, leads }: Message): void {
    if (from === this.#me) {
      if (leads !== undefined) this.#connection.heardItself();
      return;
    }
    if (leads === true) this.#leaderHeardAt = this.#elapsedMs();
    const words = jobs?.map(
      ([jobId, status, attempt, hasWebhook]): JobWord => ({ jobId, status, attempt, hasWebhook: hasWebhook === 1 }),
    );
    for (const listener of this.#listeners) {
      if (words !== undefined) listener.changed?.(words);
      if (runnable !== undefined) listener.runnable?.(runnable);
    }
  }
}
