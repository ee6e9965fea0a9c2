import { Socket } from 'node:net';
import pg from 'pg';
import { type Clock, systemClock } from '../../domain/clock.ts';

export interface ListeningConnectionOptions {
  readonly url: string;
  readonly channel: string;
  /** Told of each message on the channel, one's own among them. */
  readonly onMessage: (payload: string) => void;
  /** Sends something that comes back to {@link ListeningConnection.heardItself}, over another connection. */
  readonly ping: () => Promise<void>;
  /** Told once when messages do not arrive any more, for longer than it takes to connect anew, and once when they do again. */
  readonly onChange: (isHeard: boolean, error: unknown) => void;
  readonly clock?: Clock;
  /** Milliseconds that only ever go on, whatever is done to the time of day. */
  readonly elapsedMs?: () => number;
}

/** How often a message to oneself proves that the connection lives. */
export const pingMs = 2000;

/** After so long without one it is dead, whatever the operating system says of it. */
export const deafMs = 5000;

/** What every process on one database holds while it leads; an arbitrary number. */
const leaderLock = 7_086_201_912;

/** The database was connected to, and what was sent never arrived. */
export class SilentConnectionError extends Error {
  override readonly name = 'SilentConnectionError';

  constructor() {
    super('The database sends no messages over the connection that listens for them.');
  }
}

/**
 * A connection that hears what others have to say, for as long as that can be: it proves itself by messages to itself,
 * since a network may fall silent without ending a connection, and since a proxy that shares connections among
 * transactions takes the wish to listen and never delivers anything.
 */
export class ListeningConnection {
  readonly #options: ListeningConnectionOptions;
  readonly #clock: Clock;
  readonly #elapsedMs: () => number;
  #client: pg.Client | null = null;
  #socket: Socket | null = null;
  #connectedAt = 0;
  #heardAt: number | null = null;
  #isLeader = false;
  /** Connections that were lost, or not to be had, since something was heard. */
  #failures = 0;
  #wasHeard = true;
  #stopped = false;
  #cancelTimer: () => void = () => {};

  constructor(options: ListeningConnectionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#elapsedMs = options.elapsedMs ?? (() => performance.now());
  }

  /** Whether messages of others arrive at the moment. */
  get isHeard(): boolean {
    return this.#heardAt !== null;
  }

  /** Whether this process holds the lock of which there is one in the database. */
  get isLeader(): boolean {
    return this.#isLeader;
  }

  start(): void {
    void this.#tick();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
    this.#drop(null);
  }

  /** The message of its own ping came back. */
  heardItself(): void {
    const isFirst = this.#heardAt === null;
    this.#heardAt = this.#elapsedMs();
    if (!isFirst || this.#stopped) return;
    this.#tellChange(true, null);
    // So that the database lets go of the lock soon when this machine is gone without a word.
    void this.#query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3')
      .then(() => this.#lead())
      .catch(() => {});
  }

  async #tick(): Promise<void> {
    try {
      if (this.#client === null) await this.#connect();
      else if (this.#elapsedMs() - (this.#heardAt ?? this.#connectedAt) > deafMs) {
        this.#drop(new SilentConnectionError());
      }
      if (this.#client !== null) await this.#options.ping();
      if (this.isHeard && !this.#isLeader) await this.#lead();
    } catch (error) {
      if (this.#client === null) this.#tellChange(false, error);
    }
    if (!this.#stopped) this.#cancelTimer = this.#clock.schedule(pingMs, () => void this.#tick());
  }

  async #connect(): Promise<void> {
    const { url, channel, onMessage } = this.#options;
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: deafMs,
      query_timeout: deafMs,
      keepAlive: true,
      application_name: 'jobwire listener',
      stream: () => socket,
    });
    this.#client = client;
    this.#socket = socket;
    client.on('error', (error) => {
      if (this.#client === client) this.#drop(error);
    });
    client.on('end', () => {
      if (this.#client === client) this.#drop(new Error('The connection that listens for messages has ended.'));
    });
    client.on('notification', ({ payload = '' }) => {
      if (this.#client === client) onMessage(payload);
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      this.#connectedAt = this.#elapsedMs();
    } catch (error) {
      if (this.#client === client) this.#drop(error);
    }
  }

  async #lead(): Promise<void> {
    const client = this.#client;
    const rows = await this.#query(`select pg_try_advisory_lock(${leaderLock}) as held`);
    if (this.#client === client) this.#isLeader = rows[0]?.held === true;
  }

  async #query(text: string): Promise<{ held?: boolean }[]> {
    if (this.#client === null) return [];
    const { rows } = await this.#client.query(text);
    return rows ?? [];
  }

  /** Without a farewell, which a network that is not there would keep waiting. */
  #drop(error: unknown): void {
    this.#client = null;
    this.#socket?.destroy();
    this.#socket = null;
    this.#heardAt = null;
    this.#isLeader = false;
    if (!this.#stopped) this.#tellChange(false, error);
  }

  #tellChange(isHeard: boolean, error: unknown): void {
    this.#failures = isHeard ? 0 : this.#failures + 1;
    // One that is lost and made again is nobody's business.
    if (this.#wasHeard === isHeard || this.#failures === 1) return;
    this.#wasHeard = isHeard;
    this.#options.onChange(isHeard, error);
  }
}
