import { expect, test } from 'vitest';
import { compareVersions, leastVersionAfter, parseVersion } from './contract-version.ts';

test.each([
  ['1.4.2', null, '1.4.2'],
  ['1.4.2', 'wording', '1.4.3'],
  ['1.4.2', 'addition', '1.5.0'],
  ['1.4.2', 'breaking', '2.0.0'],
  ['0.4.2', 'wording', '0.4.3'],
  ['0.4.2', 'addition', '0.4.3'],
  ['0.4.2', 'breaking', '0.5.0'],
] as const)('after %s, changes that are %s need %s', (released, worst, least) => {
  expect(leastVersionAfter(parseVersion(released), worst)).toEqual(parseVersion(least));
});

test('versions are compared as numbers, not as text', () => {
  const sorted = ['1.10.0', '1.9.0', '0.2.0', '1.9.10'].map(parseVersion).toSorted(compareVersions);
  expect(sorted.map((version) => version.join('.'))).toEqual(['0.2.0', '1.9.0', '1.9.10', '1.10.0']);
});

test.each(['1.0', 'v1.0.0', '1.0.0-rc.1', ''])('%j is no version of the contract', (text) => {
  expect(() => parseVersion(text)).toThrow('three numbers');
});
