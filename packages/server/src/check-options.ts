import { defaultConnectionBounds } from './http/connection-bounds.ts';
import { isOrigin } from './http/is-origin.ts';
import type { JobServerOptions } from './job-server-options.ts';
import { defaultOptions } from './open-engine.ts';
import { type OptionRange, optionRanges } from './option-ranges.ts';

/** The options that are one of a few words. */
const optionWords = {
  role: ['all', 'api', 'worker'],
  checkResponses: ['all', 'sampled', 'off'],
} as const satisfies Partial<Record<keyof JobServerOptions, readonly string[]>>;

/**
 * Looks at what the types do not say, before anything is opened. What was not given is fine.
 *
 * @throws RangeError that names the first option which cannot be, what it is, and what it may be.
 */
export function checkOptions(options: JobServerOptions): void {
  for (const [name, range] of Object.entries<OptionRange>(optionRanges)) checkRange(name, given(options, name), range);
  for (const [name, words] of Object.entries(optionWords)) {
    const value = given(options, name);
    if (value === undefined || words.some((word) => word === value)) continue;
    throw new RangeError(`${name} has to be one of ${words.join(', ')}, not ${written(value)}.`);
  }
  for (const origin of options.corsOrigins ?? []) {
    if (isOrigin(origin)) continue;
    throw new RangeError(
      `corsOrigins takes origins such as https://app.example.com, without a path, or *, and not ${written(origin)}.`,
    );
  }
  checkTogether(options);
}

function checkRange(name: string, value: unknown, { least, most, unit, orNull }: OptionRange): void {
  if (value === undefined || (value === null && orNull === true)) return;
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return;
  const lifted = orNull === true ? ', or null for no limit' : '';
  throw new RangeError(
    `${name} has to be a whole number of ${unit} from ${least} to ${most}${lifted}, not ${written(value)}.`,
  );
}

/** What is fine for each option alone, and not for two of them together. */
function checkTogether({ drainMs, shutdownMs = defaultOptions.shutdownMs, connectionBounds }: JobServerOptions): void {
  if (drainMs !== undefined && drainMs > shutdownMs) {
    throw new RangeError(`drainMs is a part of shutdownMs, which is ${shutdownMs}, and cannot be ${drainMs}.`);
  }
  const { headersTimeoutMs, requestTimeoutMs } = { ...defaultConnectionBounds, ...connectionBounds };
  if (headersTimeoutMs > requestTimeoutMs) {
    throw new RangeError(
      `connectionBounds.headersTimeoutMs is a part of requestTimeoutMs, which is ${requestTimeoutMs}, and cannot be ${headersTimeoutMs}.`,
    );
  }
}

/** What was given under a name such as `bodyLimits.bytes`. */
function given(options: JobServerOptions, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], options);
}

/** A value as it stands in code. */
function written(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
