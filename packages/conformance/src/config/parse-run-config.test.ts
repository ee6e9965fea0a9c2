import { expect, test } from 'vitest';
import { isConformanceSetupError } from '../runner/conformance-setup-error.ts';
import { parseRunConfig } from './parse-run-config.ts';

test('YAML and JSON are read alike, and an empty file says nothing', () => {
  const yaml = 'keys: { primary: sk_a }\njobs:\n  quick: { type: echo, input: {} }\nlimits: { parallel: 10 }\n';
  const json = '{"keys":{"primary":"sk_a"},"jobs":{"quick":{"type":"echo","input":{}}},"limits":{"parallel":10}}';
  expect(parseRunConfig(yaml, 'kit.yaml')).toEqual(parseRunConfig(json, 'kit.json'));
  expect(parseRunConfig('', 'kit.yaml')).toEqual({});
});

test.each<readonly [string, { given: string; want: string }]>([
  ['an unknown member', { given: 'key: sk_secret', want: 'there is no member `key`' }],
  ['an unknown member inside', { given: 'keys: { other: sk_secret }', want: 'there is no member `keys.other`' }],
  ['a job without a type', { given: 'jobs: { slow: { input: {} } }', want: '`jobs.slow.type` is missing' }],
  [
    'a limit that is no number',
    { given: 'limits: { seconds: sk_secret }', want: '`limits.seconds` must be a whole number' },
  ],
  ['a limit of nothing', { given: 'limits: { requests: 0 }', want: '`limits.requests` must be >= 1' }],
  ['a key with a blank', { given: 'keys: { primary: sk_secret b }', want: '`keys.primary` holds characters' }],
  ['a secret of another kind', { given: 'webhook_secret: sk_secret', want: '`webhook_secret` must be whsec_' }],
  ['a list', { given: '- sk_secret', want: 'it must be an object with members' }],
  [
    'a key among the headers',
    { given: 'headers: { authorization: sk_secret }', want: '`headers.authorization` is for the keys' },
  ],
  ['a member twice', { given: 'keys: {}\nkeys: {}', want: 'line 2: a member that was there before' }],
  ['broken text', { given: 'keys: {\n  primary: "sk_secret', want: 'neither YAML nor JSON: line' }],
])('%s is refused by its name, with the file and without its value', (_name, { given, want }) => {
  let thrown: unknown;
  try {
    parseRunConfig(given, 'kit.yaml');
  } catch (error) {
    thrown = error;
  }
  expect(isConformanceSetupError(thrown)).toBe(true);
  expect(String(thrown)).toContain('kit.yaml');
  expect(String(thrown)).toContain(want);
  expect(String(thrown)).not.toContain('sk_secret');
});
