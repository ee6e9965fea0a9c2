import { expectCreated } from '../../steps/expect-created.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import { textOfCodePoints } from '../../steps/text-of-code-points.ts';
import type { Check } from '../check.ts';

/** Sends metadata up to each limit, and beyond it. */
export const metadataLimits: Check = async ({ call, bodyOf }) => {
  const create = (metadata: unknown) => call('createJob', { body: { ...bodyOf('quick'), metadata } });
  const pairs = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_none, index) => [`key-${index}`, 'value']));
  expectCreated(await create(pairs(16)), 'since 16 pairs are allowed');
  expectCreated(await create({ [textOfCodePoints(64)]: textOfCodePoints(512) }), 'since these lengths are allowed');
  await expectRefusals('validation_error', [
    ['there are 17 pairs', () => create(pairs(17))],
    ['a key has 65 characters', () => create({ ['k'.repeat(65)]: 'value' })],
    ['a key is empty', () => create({ '': 'value' })],
    ['a value has 513 characters', () => create({ key: 'v'.repeat(513) })],
    ['a value is a number', () => create({ key: 7 })],
    ['a value is null', () => create({ key: null })],
    ['it is a list', () => create(['value'])],
  ]);
};
