import { setTimeout as sleep } from 'node:timers/promises';
import { defineJob } from '../engine/job-definition.ts';
import { JobFailure } from '../engine/job-failure.ts';

export interface DemoBatchInput {
  readonly items: number;
  readonly item_ms: number;
  readonly fail_at?: number;
  readonly ignore_cancel?: boolean;
}

/** A job type to try the contract with: as long, as slow, as faulty and as stubborn as its input says. */
export const demoBatch = defineJob<DemoBatchInput>({
  type: 'demo.batch',
  description: 'Produces one result per item, taking a given time for each. For trying out this API.',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['items', 'item_ms'],
    properties: {
      items: { type: 'integer', minimum: 0, maximum: 100_000, description: 'How many items to work through.' },
      item_ms: {
        type: 'integer',
        minimum: 0,
        maximum: 3_600_000,
        description: 'How long each item takes, in milliseconds.',
      },
      fail_at: { type: 'integer', minimum: 0, description: 'The item, from 0, at which the job fails for good.' },
      ignore_cancel: {
        type: 'boolean',
        description: 'Whether to skip the checkpoints, so that a cancel is only noticed when a result is stored.',
      },
    },
  },
  async run({ input, emitted, signal, checkpoint, progress, emit }) {
    const stubborn = input.ignore_cancel === true;
    await progress({ total: input.items });
    for (let item = 0; item < input.items; item += 1) {
      const id = `item-${item}`;
      if (emitted.has(id)) continue;
      if (!stubborn) await checkpoint();
      // Within a long item the signal ends the wait, which a handler does by handing it to what it calls.
      await sleep(input.item_ms, undefined, stubborn ? {} : { signal });
      if (item === input.fail_at) throw new JobFailure('item_failed', `Item ${item} failed, as the input asked for.`);
      await emit({ id, output: { item } });
    }
  },
});
