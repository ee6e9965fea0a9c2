import { describe, expect, type TestContext, test } from 'vitest';
import type { Verdict } from '../report/verdict.ts';
import { requirements } from '../requirements/requirements.ts';
import { tinyKeys } from '../test/tiny-keys.ts';
import { tinyRun } from '../test/tiny-run.ts';
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
  test('has no failure, is told each verdict once, and is left without open jobs', {
    timeout: 600_000,
  }, async (context) => {
    const { baseUrl, statuses } = await tinyServer(context);
    const told: Verdict[] = [];
    const report = await runConformance(tinyRun({ baseUrl, onVerdict: (verdict) => told.push(verdict) }));

    expect(idsOf(report.verdicts, 'failed')).toEqual([]);
    expect(report.verdicts.map(({ requirement }) => requirement.id)).toEqual(requirements.map(({ id }) => id));
    expect(new Set(told)).toEqual(new Set(report.verdicts));
    expect(told).toHaveLength(report.verdicts.length);
    expect(report.conforms).toBe(true);
    expect(statuses().filter((status) => status === 'queued' || status === 'running')).toEqual([]);
  });

  test('is not asked about isolation without a foreign key, and the report says why', async (context) => {
    const { baseUrl } = await tinyServer(context);
    const { verdicts } = await runConformance({
      baseUrl,
      keys: { primary: tinyKeys.primary },
      only: ['cancel/foreign-answers-as-unknown', 'auth/read-only-key-may-read', 'cancel/forced-at-the-bound'],
    });
    expect(verdicts.map((verdict) => ('reason' in verdict ? verdict.reason : verdict.outcome))).toEqual([
      'no read-only key was given',
      'no foreign key was given',
      'no stubborn job was given',
    ]);
  });

  test('is not asked about a class that it does not serve', async (context) => {
    const { baseUrl } = await tinyServer(context, { classes: ['core'] });
    const { verdicts } = await runConformance(tinyRun({ baseUrl, only: 'cancel/*-stay-readable' }));
    expect(idsOf(verdicts, 'skipped')).toEqual(['cancel/results-stay-readable']);
  });

  test('is reached through a fetch that is given, without an address', async (context) => {
    const { baseUrl } = await tinyServer(context);
    const { passed, requests } = await runConformance(
      tinyRun({
        only: 'create/answers-201-queued',
        fetch: (url, init) => fetch(url.replace('http://jobwire.invalid', baseUrl), init),
      }),
    );
    expect(passed).toBe(1);
    expect(requests).toBeGreaterThan(1);
  });
});

describe.concurrent('a run', () => {
  test('tries nothing more after the first failure when it is to bail', async (context) => {
    const { baseUrl } = await tinyServer(context, { fault: 'a completed job answers 200 to a cancel' });
    const { verdicts } = await runConformance(
      tinyRun({ baseUrl, only: 'cancel/*-answers-409', bail: true, limits: { parallel: 1 } }),
    );
    expect(idsOf(verdicts, 'failed')).toEqual(['cancel/completed-answers-409']);
    expect(idsOf(verdicts, 'passed')).toEqual([]);
  });

  test('chooses the same by chance when the seed is the same', async (context) => {
    const { baseUrl } = await tinyServer(context);
    const calls: string[][] = [];
    for (let round = 0; round < 2; round += 1) {
      const sent: string[] = [];
      await runConformance(
        tinyRun({
          baseUrl,
          only: 'get/unknown-answers-404',
          seed: 7,
          fetch(url, init) {
            sent.push(new URL(url).pathname.replace(/^.*(unknown_\w+)$/, '$1'));
            return fetch(url, init);
          },
        }),
      );
      calls.push(sent.filter((path) => path.startsWith('unknown_')));
    }
    expect(calls[0]).toHaveLength(1);
    expect(calls[0]).toEqual(calls[1]);
  });
});

describe.concurrent('a run that ends early', () => {
  test('when it is interrupted cancels its open jobs, and tells what is known', async (context) => {
    const { baseUrl, statuses } = await tinyServer(context);
    const stopping = new AbortController();
    const only = [
      'cancel/running-ends-cancelled',
      'cancel/deadline-is-the-grace',
      'create/answers-201-queued',
      'wait/*',
    ];
    const error = await runConformance(
      tinyRun({
        baseUrl,
        only,
        signal: stopping.signal,
        onVerdict: () => stopping.abort(),
      }),
    ).catch((thrown: unknown) => thrown);
    const report = isConformanceSetupError(error) ? error.report : null;
    expect(String(error)).toMatch(/The run was interrupted\. Its (open job was|\d+ open jobs were) cancelled\.$/);
    expect(report).toMatchObject({ conforms: false, failed: 0, incomplete: expect.stringContaining('interrupted') });
    expect(report?.passed).toBeGreaterThan(0);
    expect(report?.verdicts.some((verdict) => 'untried' in verdict)).toBe(true);
    expect(statuses().filter((status) => status === 'queued' || status === 'running')).toEqual([]);
  });

  test('when a limit is reached cancels its open jobs beyond it', async (context) => {
    const { baseUrl, statuses } = await tinyServer(context);
    const error = await runConformance(tinyRun({ baseUrl, only: 'cancel/*', limits: { requests: 60 } })).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toContain('limit of 60 requests');
    expect(statuses().length).toBeGreaterThan(0);
    expect(statuses().filter((status) => status === 'queued' || status === 'running')).toEqual([]);
  });

  test('when the server is gone says how many jobs may be open', async (context) => {
    const { baseUrl } = await tinyServer(context, { diesAtCancel: true });
    const error = await runConformance(tinyRun({ baseUrl, only: 'cancel/open-ends-cancelled' })).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(/ \d+ of its jobs may still be open, since the server did not answer\.$/);
  });
});

describe.concurrent('a run that cannot be carried out throws a ConformanceSetupError', () => {
  const unused: RunOptions = { baseUrl: 'http://127.0.0.1:9', keys: { primary: 'key_of_acme' } };

  test.each<readonly [string, { given: RunOptions; want: string }]>([
    ['there is no server', { given: unused, want: 'There is no server at http://127.0.0.1:9' }],
    ['an option is none', { given: { ...unused, colour: 'red' } as RunOptions, want: 'There is no option colour' }],
    [
      'a key is among the headers',
      { given: { ...unused, headers: { authorization: 'Bearer secret' } }, want: 'must not hold Authorization' },
    ],
    ['there is no address', { given: { keys: unused.keys }, want: 'must begin with http://' }],
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
    [
      'the read-only key may write',
      {
        given: { ...unused, keys: { primary: 'secret', readOnly: 'secret' } },
        want: 'The read-only key is the primary',
      },
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
        given: { jobs: { slow: { type: 'demo.batch', input: { items: 0, item_ms: 0 } } } },
        want: 'Give `jobs.slow` that works for a minute',
      },
    ],
    [
      'the failing job completes each time',
      {
        given: {
          only: 'lifecycle/error-ends-failed',
          jobs: { failing: { type: 'demo.batch', input: { items: 1, item_ms: 1 } } },
        },
        want: 'The failing job ended as completed 3 times, and was to end as failed. Give `jobs.failing`',
      },
    ],
    ['the run may send too little', { given: { limits: { requests: 5 } }, want: 'limit of 5 requests' }],
  ])('when %s', async ([, { given, want }], context) => {
    const { baseUrl } = await tinyServer(context);
    const error = await runConformance({ baseUrl, keys: tinyKeys, only: 'cancel/running*', ...given }).catch(
      (thrown: unknown) => thrown,
    );
    expect(isConformanceSetupError(error)).toBe(true);
    expect(String(error)).toContain(want);
    expect(String(error)).not.toContain('wrong_key');
  });

  test('when the server stops answering within the run', async (context) => {
    const { baseUrl } = await tinyServer(context, { diesAtCancel: true });
    const error = await runConformance({ baseUrl, keys: tinyKeys, only: 'cancel/open*' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(isConformanceSetupError(error)).toBe(true);
    expect(String(error)).toContain('The server stopped answering during cancel/open-ends-cancelled');
  });
});
