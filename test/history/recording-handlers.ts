// Job types for `jobwire serve --handlers`: they write down beside the server what happens to them.
import { setTimeout as sleep } from 'node:timers/promises';
import { defineJob, JobFailure } from '@jobwire/server';
import { workerLogVariable, writeWorkerLine } from './worker-log.ts';

export interface StepsInput {
  readonly items: number;
  readonly item_ms: number;
  /** The item, from 0, at which it fails. */
  readonly fail_at?: number;
  /** How many attempts fail with an error that is retried, each at its first item. */
  readonly retries?: number;
  /** How many attempts wait before their last item until they are told to stop. */
  readonly holds?: number;
  /** Whether it overlooks that it is to stop, until a result is refused. */
  readonly deaf?: boolean;
  /** For how long each item keeps the event loop from everything else. */
  readonly block_ms?: number;
}

const folder = process.env[workerLogVariable] ?? '.';
/** As long as a timer can be. */
const longestMs = 2 ** 31 - 1;

const count = { type: 'integer', minimum: 0 };

export default defineJob<StepsInput>({
  type: 'history.steps',
  description: 'Produces one result per item, and writes down what it does.',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['items', 'item_ms'],
    properties: {
      items: count,
      item_ms: count,
      fail_at: count,
      retries: count,
      holds: count,
      deaf: { type: 'boolean' },
      block_ms: count,
    },
  },
  async run({ jobId, attempt, input, emitted, signal, checkpoint, progress, emit }) {
    const write = (act: 'started' | 'checkpoint' | 'emitted' | 'signal' | 'ended', about?: string) =>
      writeWorkerLine(folder, { job: jobId, attempt, act, ...(about === undefined ? {} : { about }) });
    write('started');
    signal.addEventListener('abort', () => write('signal', signal.reason.stopReason));
    try {
      await progress({ total: input.items });
      for (let item = 0; item < input.items; item += 1) {
        const id = `item-${item}`;
        if (emitted.has(id)) continue;
        if (!input.deaf) {
          await checkpoint();
          write('checkpoint');
        }
        const holds = attempt <= (input.holds ?? 0) && item === input.items - 1;
        await sleep(holds ? longestMs : input.item_ms, undefined, input.deaf ? {} : { signal });
        if (input.block_ms !== undefined) block(input.block_ms);
        if (attempt <= (input.retries ?? 0))
          throw new JobFailure('try_again', 'As the input asked.', { retryable: true });
        if (item === input.fail_at) throw new JobFailure('item_failed', 'As the input asked.');
        if (item % 7 === 5) await emit({ id, error: { code: 'odd_item', message: 'Every seventh item fails.' } });
        else await emit({ id, output: { item, by: attempt } });
        write('emitted', id);
      }
    } finally {
      write('ended');
    }
  },
});

function block(durationMs: number): void {
  const until = performance.now() + durationMs;
  while (performance.now() < until);
}
