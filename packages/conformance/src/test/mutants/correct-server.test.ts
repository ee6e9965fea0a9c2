import { describe, expect, test } from 'vitest';
import { runConformance } from '../../runner/run-conformance.ts';
import { tinyRun } from '../tiny-run.ts';
import { startTinyServer, type TinyOptions } from '../tiny-server.ts';

/** Servers that keep the contract, each in a way of its own. */
const servers: Readonly<Record<string, TinyOptions>> = {
  'ends running jobs at their cancel': { cancelsAtOnce: true },
  'takes its time to store, to start and to stop': {
    storeDelayMs: 60,
    claimDelayMs: 200,
    stopMs: 700,
    webhookDelayMs: 400,
  },
  'lists in pages that are shorter than they could be': { shortPages: true },
  'serves class core alone': { classes: ['core'] },
};

/** Jobs that lose attempts on their way, and end as others do. */
const flaky = {
  quick: { type: 'demo.flaky', input: { items: 3, item_ms: 10, lose_attempts: 2 } },
  slow: { type: 'demo.flaky', input: { items: 600, item_ms: 100, lose_attempts: 1 } },
};

describe.concurrent('the kit finds no failure in a server that', () => {
  test.for(Object.entries(servers))('%s', { timeout: 600_000 }, async ([, options], context) => {
    const { baseUrl, close } = await startTinyServer(options);
    context.onTestFinished(close);
    const { verdicts } = await runConformance(tinyRun({ baseUrl }));
    expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  test('loses attempts and begins new ones', { timeout: 600_000 }, async ({ onTestFinished }) => {
    const { baseUrl, close } = await startTinyServer();
    onTestFinished(close);
    const { verdicts } = await runConformance(tinyRun({ baseUrl, jobs: flaky }));
    expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });
});
