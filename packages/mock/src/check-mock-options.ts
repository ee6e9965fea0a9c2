import type { LiveMockOptions } from './live/live-mock-options.ts';
import type { MockOptions } from './mock-options.ts';
import { UnusableOptionError } from './unusable-option-error.ts';

const ofBoth = ['live', 'host', 'port', 'log'] as const;
const ofExamples = ['spec', 'specFile', 'onReload'] as const satisfies (keyof MockOptions)[];
const ofLive = [
  ...(['speed', 'seed', 'keys', 'types', 'scenarios', 'graceMs', 'webhookSecret', 'onError'] as const),
] satisfies (keyof LiveMockOptions)[];

/**
 * Judges what both kinds of mock have in common. An option that is undefined is as good as none.
 *
 * @throws {UnusableOptionError} for the first option that there is not, belongs to the other kind, or cannot be used.
 */
export function checkMockOptions(options: object): void {
  if (typeof options !== 'object' || options === null) {
    throw new UnusableOptionError('options', 'The options of a mock are an object, as in startMock({ live: true }).');
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  if (given.live !== undefined && typeof given.live !== 'boolean') throw wrong('live', 'true or false', given.live);
  const [own, strange] = given.live === true ? [ofLive, ofExamples] : [ofExamples, ofLive];
  for (const name of Object.keys(given)) {
    if (includes(ofBoth, name) || includes(own, name)) continue;
    throw new UnusableOptionError(name, whyNot(name, includes(strange, name), [...ofBoth, ...own]));
  }
  const { host, port } = given;
  if (host !== undefined && (typeof host !== 'string' || host === '')) throw wrong('host', 'an address', host);
  if (port !== undefined && !isWholeNumber(port, 65_535)) throw wrong('port', 'a whole number from 0 to 65535', port);
  for (const name of ['log', 'onReload', 'onError']) {
    if (given[name] !== undefined && typeof given[name] !== 'function') throw wrong(name, 'a function', given[name]);
  }
  if (given.spec !== undefined && given.specFile !== undefined) {
    throw new UnusableOptionError('spec', 'A mock has either `spec` or `specFile`, and not both.');
  }
  if (given.specFile !== undefined && (typeof given.specFile !== 'string' || given.specFile === '')) {
    throw wrong('specFile', 'the path of a file', given.specFile);
  }
}

/** The refusal of a value, with what it may be. */
export function wrong(option: string, may: string, value: unknown): UnusableOptionError {
  return new UnusableOptionError(option, `\`${option}\` takes ${may}; it cannot be ${shown(value)}.`);
}

export function isWholeNumber(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

function whyNot(name: string, isOfOtherKind: boolean, known: readonly string[]): string {
  if (!isOfOtherKind) return `A mock has no option "${name}". It has: ${known.join(', ')}.`;
  return includes(ofLive, name)
    ? `\`${name}\` is for the live mock: add \`live\`, or leave it out.`
    : `\`${name}\` is not for the live mock, which has no other contract: leave out \`${name}\` or \`live\`.`;
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? `a ${typeof value}`);
}
