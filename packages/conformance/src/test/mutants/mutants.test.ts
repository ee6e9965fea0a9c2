import { readdirSync, readFileSync } from 'node:fs';
import { conformanceClassNames } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import { requirements } from '../../requirements/requirements.ts';
import { type Fault, faults } from '../faults.ts';
import { quickMutants } from './quick-mutants.ts';
import { runMutant } from './run-mutant.ts';

const tinyFolder = new URL('../tiny/', import.meta.url);
const tinySource = readdirSync(tinyFolder)
  .map((name) => readFileSync(new URL(name, tinyFolder), 'utf8'))
  .join('\n');

describe.concurrent('the kit names the requirement that a server breaks, and no other', () => {
  test.for(quickMutants)('when %s', { timeout: 600_000 }, async (fault) => {
    const { error, caught, wronglyNamed } = await runMutant(fault);
    expect({ error, caught, wronglyNamed }).toEqual({ error: null, caught: true, wronglyNamed: [] });
  });
});

test('a few mutants of every class are tried in every run', () => {
  const classOf = new Map<string, string>(requirements.map((requirement) => [requirement.id, requirement.class]));
  const tried = quickMutants.map((fault) => classOf.get(faults[fault][0]));
  expect(conformanceClassNames.filter((name) => !tried.includes(name))).toEqual([]);
});

test('every fault that has a name is one of the tiny server', () => {
  expect((Object.keys(faults) as Fault[]).filter((fault) => !tinySource.includes(`'${fault}'`))).toEqual([]);
});

test('the page of mutants has a row for every fault', () => {
  const page = readFileSync(new URL('../../../MUTANTS.md', import.meta.url), 'utf8');
  const rows = page.split('\n').flatMap((line) => /^\| (.+?) \| [a-z-]+ \| `/.exec(line)?.[1] ?? []);
  expect(rows).toEqual(Object.keys(faults));
});
