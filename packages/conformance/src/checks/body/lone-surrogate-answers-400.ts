import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Puts half a character into texts, escaped as JSON allows it. */
export const loneSurrogateAnswers400: Check = async (context) => {
  const { id } = await context.startJob('slow');
  const json = JSON.stringify(context.bodyOf('quick', { name: 'NAME', metadata: { key: 'VALUE' } }));
  for (const rawBody of [
    json.replace('NAME', '\\ud800'),
    json.replace('VALUE', 'a\\udc00b'),
    json.replace('"key"', '"\\ud83d"'),
  ]) {
    expectStatus(await context.call('createJob', { rawBody }), 400, 'since a lone surrogate is no text');
  }
  const cancel = await context.call('cancelJob', { jobId: id, rawBody: '{"reason": "\\udfff\\ud800"}' });
  expectStatus(cancel, 400, 'since a lone surrogate is no text');
};
