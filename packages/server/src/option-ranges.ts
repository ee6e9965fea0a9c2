/** The whole numbers that an option may be. */
export interface OptionRange {
  readonly least: number;
  readonly most: number;
  /** What is counted. */
  readonly unit: string;
  /** Whether null lifts the limit. */
  readonly orNull?: true;
}

const dayMs = 86_400_000;
const tenYearsMs = 3650 * dayMs;

const milliseconds = (least: number, most: number): OptionRange => ({ least, most, unit: 'milliseconds' });

/** What the options of a server may be that limit something. Whoever offers them under other names has no wider ranges. */
export const optionRanges = {
  concurrency: { least: 1, most: 10_000, unit: 'jobs' },
  graceMs: milliseconds(0, tenYearsMs),
  retentionMs: milliseconds(0, tenYearsMs),
  // An attempt that cannot renew it several times in between loses its job at every pause.
  leaseMs: milliseconds(10, tenYearsMs),
  drainMs: milliseconds(0, tenYearsMs),
  shutdownMs: milliseconds(0, tenYearsMs),
  waitersPerOrganization: { least: 0, most: 1_000_000, unit: 'requests' },
  openJobsPerOrganization: { least: 1, most: 1_000_000_000, unit: 'jobs', orNull: true },
  storedBytesPerOrganization: { least: 1, most: 1_000_000 * 1024 ** 3, unit: 'bytes', orNull: true },
  requestsPerMinute: { least: 1, most: 1_000_000_000, unit: 'requests', orNull: true },
  databaseConnections: { least: 2, most: 1000, unit: 'connections' },
  'bodyLimits.bytes': { least: 1, most: 1024 ** 3, unit: 'bytes' },
  'bodyLimits.depth': { least: 1, most: 500, unit: 'levels' },
  'connectionBounds.headersTimeoutMs': milliseconds(1, dayMs),
  'connectionBounds.requestTimeoutMs': milliseconds(1, dayMs),
  'connectionBounds.keepAliveTimeoutMs': milliseconds(1, dayMs),
  'connectionBounds.idleTimeoutMs': milliseconds(1, dayMs),
  'connectionBounds.checkIntervalMs': milliseconds(1, dayMs),
  'connectionBounds.connections': { least: 1, most: 1_000_000, unit: 'connections' },
  'connectionBounds.headerBytes': { least: 256, most: 1024 ** 2, unit: 'bytes' },
  'connectionBounds.headerLines': { least: 1, most: 100_000, unit: 'lines' },
} satisfies Record<string, OptionRange>;
