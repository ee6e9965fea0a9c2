import type { SendRequest } from './caller.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { RunOptions } from './run-options.ts';

/** What a header value can carry. The refusal of the platform would show the key. */
const visibleAscii = /^[\x21-\x7e]+$/;

/** Where requests go that a given `fetch` answers: a name that never exists (RFC 2606). */
const addressOfGivenFetch = 'http://jobwire.invalid';

const known: Readonly<Record<keyof RunOptions, true>> = {
  baseUrl: true,
  fetch: true,
  keys: true,
  headers: true,
  jobs: true,
  webhookSecret: true,
  limits: true,
  classes: true,
  only: true,
  seed: true,
  bail: true,
  signal: true,
  onVerdict: true,
  onNotice: true,
};

/** The options after checking. */
export interface CheckedRunOptions {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly keys: RunOptions['keys'];
  readonly fetch: SendRequest;
}

/**
 * Refuses an address or a key that no request can be made with.
 *
 * @throws ConformanceSetupError that never holds a key
 */
export function checkRunOptions(options: RunOptions = {} as RunOptions): CheckedRunOptions {
  const { baseUrl: given, keys, fetch } = options;
  const unknown = Object.keys(options).filter((name) => !(name in known));
  if (unknown.length > 0) {
    throw new ConformanceSetupError(
      `There is no option ${unknown.join(', ')}. There are ${Object.keys(known).join(', ')}.`,
    );
  }
  const baseUrl = given ?? (fetch === undefined ? '' : addressOfGivenFetch);
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.search !== '' || url.hash !== '') {
    throw new ConformanceSetupError(
      'The address of the server must begin with http:// or https:// and end before any ? or #.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConformanceSetupError('The address of the server must not hold a user name or password.');
  }
  checkKey('primary', keys?.primary);
  refuseKeyHeader(options);
  checkOtherKey('foreign', 'Give a key of another organization, or none.', keys.foreign, keys.primary);
  checkOtherKey('read-only', 'Give one that may only read, or none.', keys.readOnly, keys.primary);
  return {
    baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    keys,
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

function checkOtherKey(name: string, advice: string, key: unknown, primary: string): void {
  if (key === undefined) return;
  checkKey(name, key);
  if (key === primary) {
    throw new ConformanceSetupError(`The ${name} key is the primary key. ${advice}`);
  }
}

function refuseKeyHeader({ headers = {} }: RunOptions): void {
  if (Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')) {
    throw new ConformanceSetupError(
      '`headers` must not hold Authorization, which is for the keys. Give `keys.primary`.',
    );
  }
}

function checkKey(name: string, key: unknown): void {
  if (typeof key !== 'string' || !visibleAscii.test(key)) {
    throw new ConformanceSetupError(`The ${name} key is missing or holds characters that a header cannot carry.`);
  }
}
