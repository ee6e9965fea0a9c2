import { type RunOptions, runConformance } from '@jobwire/conformance';
import { conformanceClassNames } from '@jobwire/contract';
import { type LiveMockOptions, startMock } from '@jobwire/mock';
import { expect, onTestFinished, test } from 'vitest';

const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const stubborn = { type: 'demo.batch', input: { items: 1, item_ms: 60_000, ignore_cancel: true } };

/** A run of the kit against a live mock whose clock runs as every other. */
async function verdictsOn(options: LiveMockOptions, run: Partial<RunOptions> = {}) {
  const errors: unknown[] = [];
  const mock = await startMock({ live: true, webhookSecret, onError: (error) => errors.push(error), ...options });
  onTestFinished(() => mock.stop());
  const report = await runConformance({
    baseUrl: mock.url,
    keys: { primary: 'sk_a', foreign: 'sk_b', readOnly: 'sk_a.read' },
    webhookSecret,
    jobs: { stubborn },
    ...run,
  });
  expect(errors).toEqual([]);
  const idsOf = (outcome: string) =>
    report.verdicts.filter((verdict) => verdict.outcome === outcome).map(({ requirement }) => requirement.id);
  return { report, failed: idsOf('failed'), skipped: idsOf('skipped') };
}

test('the live mock keeps the contract in every class but rate-limit, as it is when nothing is said', async () => {
  const { report, failed, skipped } = await verdictsOn({});
  expect(failed, `seed ${report.seed}`).toEqual([]);
  expect(skipped.filter((id) => !id.startsWith('rate-limit/')).toSorted()).toEqual([
    // There is nothing that it does not serve, and a demo.batch takes no nested input.
    'body/deepest-is-taken',
    'capabilities/unserved-headers-ignored',
    'capabilities/unserved-members-answer-400',
    'capabilities/unserved-operations-answer-404',
  ]);
  const tried = new Set(
    report.verdicts.flatMap(({ requirement, outcome }) => (outcome === 'passed' ? [requirement.class] : [])),
  );
  expect([...tried].toSorted()).toEqual(conformanceClassNames.filter((name) => name !== 'rate-limit').toSorted());
}, 600_000);

test('a live mock whose keys and types are named keeps the sentences about them', async () => {
  const { failed } = await verdictsOn(
    { keys: ['sk_a', 'sk_b'], types: [] },
    { only: ['auth/*', 'create/*', 'capabilities/*'] },
  );
  expect(failed).toEqual([]);
});
