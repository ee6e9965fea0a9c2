import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Breaks the rule of each parameter. */
export const brokenFilterAnswers400: Check = async ({ call }) => {
  const wrong: Record<string, string>[] = [
    { status: 'finished' },
    { status: '' },
    { type: 'No Type' },
    { order: 'random' },
    { created_after: 'yesterday' },
    { created_before: '2026-13-01T00:00:00Z' },
    { created_after: '2026-01-01' },
    { metadata: 'flat' },
    { 'metadata[]': 'no key' },
  ];
  await expectRefusals(
    'validation_error',
    wrong.map((query) => [`${JSON.stringify(query)} breaks a rule`, () => call('listJobs', { query })]),
  );
};
