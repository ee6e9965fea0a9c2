import { Counter, Gauge, type Registry } from 'prom-client';

/** What the gauges of a database that several processes share look at when they are read. */
export interface WatchedDatabase {
  readonly words: { readonly areHeard: boolean };
  readonly connections: {
    readonly active: number;
    readonly idle: number;
    readonly limit: number;
    readonly waiting: number;
  };
}

/** Why a try of some work failed that was not to blame for it. */
const faultKinds = ['conflict', 'disconnected', 'unavailable'] as const;

/**
 * How a process gets on with the database that it shares with others. The embedded database has none of this: there are
 * no connections, and nobody to hear.
 */
export class SharedDatabaseMetrics {
  readonly #listening: Gauge;
  readonly #connections: Gauge<'state'>;
  readonly #limit: Gauge;
  readonly #waiting: Gauge;
  readonly #waitSeconds: Counter;
  readonly #faults: Counter<'kind'>;

  constructor(registry: Registry) {
    const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Gauge({ name, help, labelNames, registers: [registry] });
    const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Counter({ name, help, labelNames, registers: [registry] });
    this.#listening = gauge(
      'jobwire_database_listening',
      '1 while what other processes tell by NOTIFY arrives here, else 0.',
    );
    this.#connections = gauge(
      'jobwire_database_connections',
      'Connections of this process: active ones are in use or being opened. The one that listens is not among them.',
      ['state'],
    );
    this.#limit = gauge('jobwire_database_connections_limit', 'How many connections there may be.');
    this.#waiting = gauge('jobwire_database_connection_waiters', 'Pieces of work that wait for a connection.');
    this.#waitSeconds = counter(
      'jobwire_database_connection_wait_seconds_total',
      'For how long work has waited for a connection, altogether.',
    );
    this.#faults = counter(
      'jobwire_database_faults_total',
      'Tries that failed without their own fault, by what stood in the way. Most of them are repeated.',
      ['kind'],
    );
    for (const kind of faultKinds) this.#faults.inc({ kind }, 0);
  }

  waited(durationMs: number): void {
    this.#waitSeconds.inc(durationMs / 1000);
  }

  failed(kind: (typeof faultKinds)[number]): void {
    this.#faults.inc({ kind });
  }

  read({ words, connections: { active, idle, limit, waiting } }: WatchedDatabase): void {
    this.#listening.set(words.areHeard ? 1 : 0);
    this.#connections.set({ state: 'active' }, active);
    this.#connections.set({ state: 'idle' }, idle);
    this.#limit.set(limit);
    this.#waiting.set(waiting);
  }
}
