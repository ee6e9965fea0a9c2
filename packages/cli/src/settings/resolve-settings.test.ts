import { optionRanges } from '@jobwire/server';
import { expect, test } from 'vitest';
import { jobServerOptions } from './job-server-options.ts';
import { type GivenFlags, resolveSettings } from './resolve-settings.ts';
import { type SettingName, serveSettings } from './serve-settings.ts';
import type { Setting } from './setting.ts';
import { unknownVariables } from './unknown-variables.ts';

const rows = Object.entries(serveSettings) as [SettingName, Setting<unknown>][];

test('a flag goes before the environment, and that before the default', () => {
  const environment = { JOBWIRE_CONCURRENCY: '16' };
  expect(resolveSettings({}, {}).values.concurrency).toBe(8);
  expect(resolveSettings({}, environment).values.concurrency).toBe(16);
  const { values, effective } = resolveSettings({ concurrency: '32' }, environment);
  expect(values.concurrency).toBe(32);
  expect(effective.find(({ name }) => name === 'concurrency')).toEqual({
    name: 'concurrency',
    text: '32',
    origin: '--concurrency',
  });
});

test('an empty variable is as good as none', () => {
  const environment = Object.fromEntries(rows.map(([, { variable }]) => [variable, ' ']));
  expect(resolveSettings({}, environment)).toEqual(resolveSettings({}, {}));
});

test('durations and sizes are in the units of people', () => {
  const { values } = resolveSettings({ lease: '1500ms', retention: '90d' }, { JOBWIRE_BODY_BYTES: '512KiB' });
  expect(values).toMatchObject({
    lease: 1500,
    retention: 90 * 86_400_000,
    bodyBytes: 524_288,
    cancellationGrace: 30_000,
  });
});

test('several handlers files come from one variable, and are named after it', () => {
  const { values } = resolveSettings({}, { JOBWIRE_HANDLERS: './a.ts, ./b.ts' });
  expect(values.handlers).toEqual([
    { file: './a.ts', source: 'JOBWIRE_HANDLERS' },
    { file: './b.ts', source: 'JOBWIRE_HANDLERS' },
  ]);
});

test.each<[string, { name: SettingName; given: string }]>([
  ['a word for a number', { name: 'concurrency', given: 'many' }],
  ['no job at a time', { name: 'concurrency', given: '0' }],
  ['a fraction', { name: 'waiters', given: '1.5' }],
  ['a duration without its unit', { name: 'cancellationGrace', given: '30' }],
  ['a duration with an unknown unit', { name: 'retention', given: '2w' }],
  ['a duration that is too short', { name: 'lease', given: '1ms' }],
  ['a duration that is too long', { name: 'drain', given: '2d' }],
  ['a negative duration', { name: 'shutdown', given: '-1s' }],
  ['a size with an unknown unit', { name: 'bodyBytes', given: '1MB' }],
  ['a depth beyond what can be read safely', { name: 'bodyDepth', given: '7000' }],
  ['an unknown level', { name: 'logLevel', given: 'verbose' }],
  ['an unknown mode', { name: 'checkResponses', given: 'some' }],
  ['a long number', { name: 'maxConnections', given: '9'.repeat(40) }],
])('%s is refused, by the name of the flag or the variable that has it', (_name, { name, given }) => {
  const { flag, variable } = serveSettings[name] as Setting<unknown>;
  const quoted = `cannot be "${given}".`;
  expect(() => resolveSettings({ [name]: given }, {})).toThrow(
    new RegExp(`^${flag?.split(' ')[0]} takes .*${quoted}$`),
  );
  expect(() => resolveSettings({}, { [variable]: given })).toThrow(new RegExp(`^${variable} takes .*${quoted}$`));
});

test('a drain that does not fit into the time of a shutdown is refused, and the default one is cut', () => {
  expect(() => resolveSettings({ drain: '20s' }, {})).toThrow('--drain takes no more than --shutdown');
  expect(() => resolveSettings({}, { JOBWIRE_DRAIN: '20s' })).toThrow('JOBWIRE_DRAIN takes no more than');
  expect(jobServerOptions(resolveSettings({ shutdown: '1s' }, {}).values)).toMatchObject({
    drainMs: 1000,
    shutdownMs: 1000,
  });
});

test('what a setting may be at the least and at the most is within what the server takes', () => {
  const least = {
    cancellationGrace: '0s',
    retention: '1s',
    lease: '1s',
    drain: '0s',
    shutdown: '0s',
    storedBytes: '1MiB',
    bodyBytes: '1KiB',
  };
  const most = {
    cancellationGrace: '1d',
    retention: '3650d',
    lease: '1d',
    drain: '1d',
    shutdown: '1d',
    storedBytes: '1000000GiB',
    bodyBytes: '1GiB',
  };
  for (const flags of [least, most]) {
    const { bodyLimits, ...options } = jobServerOptions(resolveSettings(flags, {}).values);
    const given: Record<string, unknown> = { ...options, 'bodyLimits.bytes': bodyLimits.bytes };
    let compared = 0;
    for (const [name, range] of Object.entries(optionRanges)) {
      if (typeof given[name] !== 'number') continue;
      expect([name, given[name] >= range.least, given[name] <= range.most]).toEqual([name, true, true]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(Object.keys(flags).length);
  }
});

test('no secret is in the refusal of a secret', () => {
  for (const environment of [
    { JOBWIRE_METRICS_KEY: 'canary' },
    { JOBWIRE_METRICS_KEY: 'canary canary canary' },
    { JOBWIRE_API_KEYS: 'canary' },
    { JOBWIRE_METRICS_KEY: 'canary_canary_canary', JOBWIRE_API_KEYS: 'canary_canary_canary=acme' },
  ]) {
    expect(() => resolveSettings({}, environment)).toThrow(/JOBWIRE_(METRICS_KEY|API_KEYS)/);
    expect(() => resolveSettings({}, environment)).not.toThrow(/canary/);
  }
});

test('every default can be read, and names and variables are said once', () => {
  expect(() => resolveSettings({}, {})).not.toThrow();
  const variables = rows.map(([, { variable }]) => variable);
  expect(new Set(variables).size).toBe(variables.length);
  for (const [, { flag, variable, secret, description }] of rows) {
    expect(variable).toMatch(/^JOBWIRE_[A-Z_]+$/);
    if (flag !== null)
      expect(variable).toBe(`JOBWIRE_${flag.split(' ')[0]?.slice(2).replaceAll('-', '_').toUpperCase()}`);
    // A flag is seen by everyone who lists the processes of the machine.
    if (secret === true) expect(flag).toBeNull();
    expect(description).toMatch(/^[a-z].*[^.]$/);
  }
});

test('a variable that nothing reads is told, with the one that may have been meant', () => {
  expect(unknownVariables(['PATH', 'JOBWIRE_KEY', 'JOBWIRE_READ_ONLY_KEY', 'JOBWIRE_PORT'])).toEqual([]);
  const told = (name: string, meant?: string) =>
    `${name} is no setting of jobwire and changes nothing.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
  for (const [name, meant] of [
    ['JOBWIRE_CONCURENCY', 'JOBWIRE_CONCURRENCY'],
    ['JOBWIRE_PROT', 'JOBWIRE_PORT'],
    ['JOBWIRE_LOGLEVEL', 'JOBWIRE_LOG_LEVEL'],
    ['JOBWIRE_SOMETHING_ELSE'],
    ['JOBWIRE_NOPE'],
    ['JOBWIRE_'],
  ] as const) {
    expect(unknownVariables([name])).toEqual([told(name, meant)]);
  }
});

test('the examples in a refusal are those that the setting can have', () => {
  const refusal = (flags: GivenFlags) => () => resolveSettings(flags, {});
  expect(refusal({ lease: '0' })).toThrow('from 1s to 1d, such as 30s, 15m or 12h; it cannot be "0".');
  expect(refusal({ retention: '0d' })).toThrow('from 1s to 3650d, such as 30s, 15m, 12h or 30d; it cannot be "0d".');
  expect(refusal({ drain: '2d' })).toThrow('from 0s to 1d, such as 500ms, 30s, 15m or 12h; it cannot be "2d".');
  expect(refusal({ bodyBytes: '1' })).toThrow('from 1KiB to 1GiB, such as 65536, 512KiB or 1MiB; it cannot be "1".');
  expect(refusal({ storedBytes: '1' })).toThrow(
    'takes none or a number of bytes from 1MiB to 1000000GiB, such as 1MiB or',
  );
});
