import { describe, expect, type TestContext, test } from 'vitest';
import type { Verdict } from '../report/verdict.ts';
import { requirements } from '../requirements/requirements.ts';
import { type Fault, faults } from '../test/faults.ts';
import { tinyKeys } from '../test/tiny-keys.ts';
import { startTinyServer, type TinyOptions, type TinyServer } from '../test/tiny-server.ts';
import { isConformanceSetupError } from './conformance-setup-error.ts';
import { runConformance } from './run-conformance.ts';
import type { RunOptions } from './run-options.ts';

/** Starts a server for one test, which closes it: tests of this file run at the same time. */
async function tinyServer({ onTestFinished }: TestContext, options?: TinyOptions): Promise<TinyServer> {
  const server = await startTinyServer(options);
  onTestFinished(() => server.close());
  return server;
}

function idsOf(verdicts: readonly Verdict[], outcome: Verdict['outcome']): string[] {
  return verdicts.filter((verdict) => verdict.outcome === outcome).map(({ requirement }) => requirement.id);
}

describe.concurrent('a server that keeps the contract', () => {
  test('passes every requirement, told one by one, and is left without open jobs', async (context) => {
    const { baseUrl, statuses } = await tinyServer(context);
    const told: Verdict[] = [];
    const report = await runConformance({ baseUrl, keys: tinyKeys, onVerdict: (verdict) => told.push(verdict) });

    expect(idsOf(report.verdicts, 'failed')).toEqual([]);
    expect(report).toMatchObject({ passed: requirements.length, failed: 0, skipped: 0 });
    expect(told).toEqual(report.verdicts);
    expect(told.map(({ requirement }) => requirement.id)).toEqual(requirements.map(({ id }) => id));
    expect(statuses().filter((status) => status === 'queued' || status === 'running')).toEqual([]);
  });

  test('is not asked about isolation without a foreign key, and the report says why', async (context) => {
    const { baseUrl } = await tinyServer(context);
    const { verdicts, skipped } = await runConformance({ baseUrl, keys: { primary: tinyKeys.primary } });
    expect(skipped).toBe(1);
    expect(verdicts.find(({ outcome }) => outcome === 'skipped')).toMatchObject({
      requirement: { id: 'cancel/foreign-answers-as-unknown' },
      reason: 'no foreign key was given',
    });
  });

  test('is not asked about a class that it does not serve', async (context) => {
    const { baseUrl } = await tinyServer(context, { classes: ['core'] });
    const { verdicts } = await runConformance({ baseUrl, keys: tinyKeys });
    expect(idsOf(verdicts, 'skipped')).toEqual(['cancel/results-stay-readable']);
  });
});

describe.concurrent('a server that breaks the contract is told which requirement it breaks', () => {
  test.for(Object.keys(faults) as Fault[])('when %s', async (fault, context) => {
    const { baseUrl } = await tinyServer(context, { fault });
    const { verdicts } = await runConformance({ baseUrl, keys: tinyKeys });
    expect(idsOf(verdicts, 'failed')).toEqual(faults[fault]);
  });
});

describe.concurrent('a run that cannot be carried out throws a ConformanceSetupError', () => {
  const unused: RunOptions = { baseUrl: 'http://127.0.0.1:9', keys: { primary: 'key_of_acme' } };

  test.each<readonly [string, { given: RunOptions; want: string }]>([
    ['there is no server', { given: unused, want: 'There is no server at http://127.0.0.1:9' }],
    ['the address has no scheme', { given: { ...unused, baseUrl: 'host:80' }, want: 'must begin with http://' }],
    ['the address holds a password', { given: { ...unused, baseUrl: 'http://a:secret@b' }, want: 'user name or' }],
    [
      'a key has a line break',
      { given: { ...unused, keys: { primary: 'secret\n' } }, want: 'The primary key is missing' },
    ],
    [
      'both keys are one',
      { given: { ...unused, keys: { primary: 'secret', foreign: 'secret' } }, want: 'The foreign key is the primary' },
    ],
  ])('when %s', async (_name, { given, want }) => {
    const error = await runConformance(given).catch((thrown: unknown) => thrown);
    expect(isConformanceSetupError(error)).toBe(true);
    expect(String(error)).toContain(want);
    expect(String(error)).not.toContain('secret');
  });

  test.for<readonly [string, { given: Partial<RunOptions>; want: string }]>([
    ['the primary key is refused', { given: { keys: { primary: 'wrong_key' } }, want: 'refused the primary key: 401' }],
    [
      'the foreign key is refused',
      { given: { keys: { ...tinyKeys, foreign: 'wrong_key' } }, want: 'refused the foreign key: 401' },
    ],
    [
      'the server does not offer the job',
      {
        given: { jobs: { quick: { type: 'documents.extract', input: {} } } },
        want: 'no job type documents.extract, which the quick job has; it offers demo.batch',
      },
    ],
    [
      'the slow job is too short',
      {
        given: { jobs: { slow: { type: 'demo.batch', input: { items: 1, item_ms: 1 } } } },
        want: 'Give `jobs.slow` that works for a minute',
      },
    ],
  ])('when %s', async ([, { given, want }], context) => {
    const { baseUrl } = await tinyServer(context);
    const error = await runConformance({ baseUrl, keys: tinyKeys, ...given }).catch((thrown: unknown) => thrown);
    expect(isConformanceSetupError(error)).toBe(true);
    expect(String(error)).toContain(want);
    expect(String(error)).not.toContain('wrong_key');
  });

  test('when the server stops answering within the run', async (context) => {
    const { baseUrl } = await tinyServer(context, { diesAtCancel: true });
    const error = await runConformance({ baseUrl, keys: tinyKeys }).catch((thrown: unknown) => thrown);
    expect(isConformanceSetupError(error)).toBe(true);
    expect(String(error)).toContain('The server stopped answering during cancel/open-ends-cancelled');
  });
});
