import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Puts numbers that no double holds where any number would do, and where one is expected. */
export const numberBeyondRangeAnswers400: Check = async ({ call, bodyOf }) => {
  const json = JSON.stringify(bodyOf('quick', { priority: 5 }));
  const input = JSON.stringify({ ...bodyOf('quick'), input: { ...bodyOf('quick').input, huge: 'HUGE' } });
  for (const huge of ['1e999', '-1e999', '9'.repeat(400)]) {
    for (const rawBody of [json.replace('"priority":5', `"priority":${huge}`), input.replace('"HUGE"', huge)]) {
      expectStatus(await call('createJob', { rawBody }), 400, 'since no double holds such a number');
    }
  }
};
