import { fileURLToPath } from 'node:url';
import { type Running, startJobwire } from '../cli/jobwire.ts';
import type { Mark } from './history.ts';
import { wallClock } from './recording-client.ts';
import { workerLogVariable } from './worker-log.ts';

export interface ServerUnderTestOptions {
  /** The data folder. */
  readonly data: string;
  /** A PostgreSQL instead. Its attempts outlive their process by {@link shortLease}, so that tests can wait for it. */
  readonly databaseUrl?: string | undefined;
  /** Where its handlers write. */
  readonly workerLog: string;
  /** An API key for each organization. */
  readonly keys: Readonly<Record<string, string>>;
  /** Told when it is up and when it is down. */
  readonly write?: (mark: Mark) => void;
  /** More handlers files. */
  readonly handlers?: readonly string[];
}

export interface StartOptions {
  /** Flags for Node, such as `--max-old-space-size=64`. */
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A file to run in the place of `jobwire serve`, with its flags. */
  readonly program?: string;
}

/** So short that a test can wait for it, and so long that a machine that stands still for some seconds renews it in time. */
const shortLease = '10s';

const recordingHandlers = fileURLToPath(new URL('recording-handlers.ts', import.meta.url));

/** A real `jobwire serve` on a data folder, which is killed and started again. */
export class ServerUnderTest {
  readonly #options: ServerUnderTestOptions;
  #running: Running | null = null;
  #url = 'http://127.0.0.1:9';
  #isOver = false;
  starts = 0;

  constructor(options: ServerUnderTestOptions) {
    this.#options = options;
  }

  /** Where it listens, or listened last. */
  get url(): string {
    return this.#url;
  }

  get running(): Running {
    if (this.#running === null) throw new Error('The server is not running.');
    return this.#running;
  }

  async start({ nodeOptions = [], environment = {}, program }: StartOptions = {}): Promise<Running> {
    const { data, databaseUrl, workerLog, keys, handlers = [] } = this.#options;
    const files = [recordingHandlers, ...handlers].flatMap((file) => ['--handlers', file]);
    const place = databaseUrl === undefined ? ['--data', data] : ['--database-url', databaseUrl, '--lease', shortLease];
    const running = await startJobwire(['serve', '--port', '0', ...place, ...files], {
      environment: {
        JOBWIRE_API_KEYS: Object.entries(keys)
          .map(([organization, key]) => `${key}=${organization}`)
          .join(),
        [workerLogVariable]: workerLog,
        NODE_OPTIONS: nodeOptions.join(' '),
        ...environment,
      },
      ...(program === undefined ? {} : { program }),
    });
    // A test that was given up while it started one does not end it.
    if (this.#isOver) running.signal('SIGKILL');
    this.#running = running;
    this.#url = running.url;
    this.starts += 1;
    this.#mark('listening');
    return running;
  }

  /** `kill -9`, and nothing else. */
  async kill(): Promise<void> {
    this.running.signal('SIGKILL');
    this.#mark('down');
    await this.running.ended;
  }

  /** Asks it to stop, as a person or the system does. */
  async stop(): Promise<Awaited<Running['ended']>> {
    this.#mark('down');
    return await this.running.stop();
  }

  /** Leaves nothing running, whatever happened. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.#running?.signal('SIGKILL');
    await this.#running?.ended;
  }

  #mark(event: Mark['event']): void {
    this.#options.write?.({ kind: 'mark', at: wallClock(), event });
  }
}
