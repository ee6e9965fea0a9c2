import { optionRanges } from '@jobwire/server';
import { parseApiKeys } from '../parse-api-keys.ts';
import { parseHost } from '../parse-host.ts';
import { parsePort } from '../parse-port.ts';
import { parseWebhookSecrets } from '../parse-webhook-secrets.ts';
import { UsageError } from '../usage-error.ts';
import { orNone } from './or-none.ts';
import { bytes } from './parse-bytes.ts';
import { oneOf } from './parse-choice.ts';
import { databaseUrl, withoutPassword } from './parse-database-url.ts';
import { duration } from './parse-duration.ts';
import { parseOrigin } from './parse-origin.ts';
import { secret } from './parse-secret.ts';
import { wholeNumber } from './parse-whole-number.ts';
import { type Setting, setting } from './setting.ts';

/** Every setting of `jobwire serve`, in the order of the help. A new one is a row here and a line where it is used. */
export const serveSettings = {
  host: setting({
    flag: '--host <host>',
    variable: 'JOBWIRE_HOST',
    default: '127.0.0.1',
    description: 'the address or host name to listen on',
    parse: parseHost,
  }),
  port: setting({
    flag: '--port <port>',
    variable: 'JOBWIRE_PORT',
    default: '8080',
    description: 'the port to listen on; 0 picks a free one',
    parse: parsePort,
  }),
  data: setting({
    flag: '--data <folder>',
    variable: 'JOBWIRE_DATA',
    default: '.jobwire',
    description: 'where jobs are kept; :memory: keeps nothing',
    parse: parseFolder,
  }),
  databaseUrl: setting({
    flag: '--database-url <url>',
    variable: 'JOBWIRE_DATABASE_URL',
    default: null,
    description: 'a PostgreSQL to keep jobs in, instead of a folder: any number of processes share it',
    parse: databaseUrl,
    show: withoutPassword,
  }),
  role: setting({
    flag: '--role <role>',
    variable: 'JOBWIRE_ROLE',
    default: 'all',
    description:
      'what this process does of the work on a shared database: all, api (no jobs run here) or worker (nothing else)',
    parse: oneOf(['all', 'api', 'worker']),
  }),
  databaseConnections: setting({
    flag: '--database-connections <n>',
    variable: 'JOBWIRE_DATABASE_CONNECTIONS',
    default: '10',
    description: 'how many connections this process opens to PostgreSQL at most, besides one that listens',
    parse: wholeNumber(optionRanges.databaseConnections),
  }),
  preparedStatements: setting({
    flag: '--prepared-statements <mode>',
    variable: 'JOBWIRE_PREPARED_STATEMENTS',
    default: 'on',
    description: 'whether connections to PostgreSQL keep prepared statements: on, or off for a proxy that cannot',
    parse: (text, source) => oneOf(['on', 'off'])(text, source) === 'on',
  }),
  handlers: setting({
    flag: '--handlers <file>',
    variable: 'JOBWIRE_HANDLERS',
    default: null,
    description:
      'a module with job types of your own; may be given several times, in the variable with commas between them',
    repeatable: true,
    parse: (file, source) => ({ file, source }),
  }),
  apiKeys: setting({
    flag: null,
    variable: 'JOBWIRE_API_KEYS',
    default: null,
    description: 'the keys to accept: KEY=ORGANIZATION or KEY=ORGANIZATION:read, with commas between them',
    secret: true,
    parse: (text) => parseApiKeys(text),
  }),
  metricsKey: setting({
    flag: null,
    variable: 'JOBWIRE_METRICS_KEY',
    default: null,
    description:
      'the key that opens /metrics; without it a loopback address shows them to everyone, any other to nobody',
    secret: true,
    parse: secret,
  }),
  webhookSecrets: setting({
    flag: null,
    variable: 'JOBWIRE_WEBHOOK_SECRETS',
    default: null,
    description:
      'the secrets that webhooks are signed with: ORGANIZATION=whsec_…, with commas between them; twice while one is replaced',
    secret: true,
    parse: parseWebhookSecrets,
  }),
  allowLoopbackWebhooks: setting({
    flag: '--allow-loopback-webhooks',
    variable: 'JOBWIRE_ALLOW_LOOPBACK_WEBHOOKS',
    default: 'false',
    description: 'send webhooks to this machine too, over plain HTTP and to any port: for trying things out',
    parse: (text, source) => oneOf(['true', 'false'])(text, source) === 'true',
  }),
  corsOrigins: setting({
    flag: '--cors-origin <origin>',
    variable: 'JOBWIRE_CORS_ORIGIN',
    default: null,
    description:
      'an origin whose pages may call the API, such as https://app.example.com, or *; may be given several times, in the variable with commas between them',
    repeatable: true,
    parse: parseOrigin,
  }),
  concurrency: setting({
    flag: '--concurrency <n>',
    variable: 'JOBWIRE_CONCURRENCY',
    default: '8',
    description: 'how many jobs run at the same time',
    parse: wholeNumber(optionRanges.concurrency),
  }),
  cancellationGrace: setting({
    flag: '--cancellation-grace <duration>',
    variable: 'JOBWIRE_CANCELLATION_GRACE',
    default: '30s',
    description: 'how long a cancelled job waits for its handler to stop',
    parse: duration('0s', '1d'),
  }),
  retention: setting({
    flag: '--retention <duration>',
    variable: 'JOBWIRE_RETENTION',
    default: '30d',
    description: 'how long a job is kept after its end',
    parse: duration('1s', '3650d'),
  }),
  lease: setting({
    flag: '--lease <duration>',
    variable: 'JOBWIRE_LEASE',
    default: '15s',
    description: 'how long an attempt that is not heard of keeps its job',
    parse: duration('1s', '1d'),
  }),
  drain: setting({
    flag: '--drain <duration>',
    variable: 'JOBWIRE_DRAIN',
    default: '5s',
    description: 'how long a stop lets running jobs end by themselves before it tells them to stop',
    parse: duration('0s', '1d'),
  }),
  shutdown: setting({
    flag: '--shutdown <duration>',
    variable: 'JOBWIRE_SHUTDOWN',
    default: '10s',
    description: 'how long a stop waits for running jobs altogether before it leaves them behind',
    parse: duration('0s', '1d'),
  }),
  waiters: setting({
    flag: '--waiters-per-organization <n>',
    variable: 'JOBWIRE_WAITERS_PER_ORGANIZATION',
    default: '1000',
    description: 'how many requests of one organization are held at the same time',
    parse: wholeNumber(optionRanges.waitersPerOrganization),
  }),
  requestsPerMinute: setting({
    flag: '--requests-per-minute <n>',
    variable: 'JOBWIRE_REQUESTS_PER_MINUTE',
    default: 'none',
    description: 'how many requests an organization may make in a minute; none for no limit',
    parse: orNone(wholeNumber(optionRanges.requestsPerMinute)),
  }),
  openJobs: setting({
    flag: '--open-jobs-per-organization <n>',
    variable: 'JOBWIRE_OPEN_JOBS_PER_ORGANIZATION',
    default: '100000',
    description: 'how many jobs of an organization may be open at the same time; none for no limit',
    parse: orNone(wholeNumber(optionRanges.openJobsPerOrganization)),
  }),
  storedBytes: setting({
    flag: '--stored-bytes-per-organization <bytes>',
    variable: 'JOBWIRE_STORED_BYTES_PER_ORGANIZATION',
    default: '10GiB',
    description: 'how much an organization may store in inputs, metadata and results; none for no limit',
    parse: orNone(bytes('1MiB', '1000000GiB')),
  }),
  bodyBytes: setting({
    flag: '--body-bytes <bytes>',
    variable: 'JOBWIRE_BODY_BYTES',
    default: '1MiB',
    description: 'how large the body of a request may be',
    parse: bytes('1KiB', '1GiB'),
  }),
  bodyDepth: setting({
    flag: '--body-depth <n>',
    variable: 'JOBWIRE_BODY_DEPTH',
    default: '32',
    description: 'how deep objects and lists may be nested in the body of a request',
    parse: wholeNumber(optionRanges['bodyLimits.depth']),
  }),
  maxConnections: setting({
    flag: '--max-connections <n>',
    variable: 'JOBWIRE_MAX_CONNECTIONS',
    default: '10000',
    description: 'how many connections are taken at the same time',
    parse: wholeNumber(optionRanges['connectionBounds.connections']),
  }),
  logLevel: setting({
    flag: '--log-level <level>',
    variable: 'JOBWIRE_LOG_LEVEL',
    default: 'info',
    description: 'what is logged on standard error, as lines of JSON: trace, debug, info, warn, error or silent',
    parse: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  }),
  checkResponses: setting({
    flag: '--check-responses <mode>',
    variable: 'JOBWIRE_CHECK_RESPONSES',
    default: 'sampled',
    description: 'which answers are checked against the contract: all, sampled (one in a hundred) or off',
    parse: oneOf(['all', 'sampled', 'off']),
  }),
} as const satisfies Record<string, Setting<unknown>>;

type Table = typeof serveSettings;

type ValueOf<Row> = Row extends Setting<infer Value> ? Value : never;

export type SettingName = keyof Table;

/** What `serve` works with. A setting without a default is undefined where nobody decided it, a repeatable one empty. */
export type ServeSettings = {
  readonly [Name in SettingName]: Name extends 'handlers' | 'corsOrigins'
    ? readonly ValueOf<Table[Name]>[]
    : Name extends 'databaseUrl' | 'apiKeys' | 'metricsKey' | 'webhookSecrets'
      ? ValueOf<Table[Name]> | undefined
      : ValueOf<Table[Name]>;
};

function parseFolder(text: string, source: string): string {
  if (text === '') throw new UsageError(`${source} is empty. Name a folder, or :memory: to keep nothing.`);
  return text;
}
