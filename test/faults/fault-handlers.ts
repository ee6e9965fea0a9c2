// Job types for `jobwire serve --handlers` whose code is faulty.
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineJob } from '@jobwire/server';
import { workerLogVariable, writeWorkerLine } from '../history/worker-log.ts';

const folder = process.env[workerLogVariable] ?? '.';

/** Looks for a file until a test makes it. */
async function opened(gate: string): Promise<void> {
  while (!existsSync(gate)) await sleep(10);
}

/** What throws itself when it is looked at. */
const hostile = new Map<string, () => unknown>([
  [
    'an error whose message throws',
    () =>
      Object.defineProperty(new Error(''), 'message', {
        get() {
          throw new Error('It refuses to be looked at.');
        },
      }),
  ],
  [
    'a proxy that was revoked',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
]);

export default [
  defineJob({
    type: 'fault.brief',
    description: 'Emits one result at once.',
    input: { type: 'object' },
    run: ({ emit }) => emit({ output: 'done' }),
  }),
  defineJob({
    type: 'fault.pause',
    description: 'Takes as long as its input says, and emits nothing.',
    input: { type: 'object', properties: { ms: { type: 'integer' } } },
    run: ({ input }) => sleep((input as { ms: number }).ms),
  }),
  defineJob({
    type: 'fault.gated',
    description: 'Ends when the file is there that its input names, and not before.',
    input: { type: 'object', required: ['gate'], properties: { gate: { type: 'string' } } },
    async run({ input, jobId, attempt }) {
      writeWorkerLine(folder, { job: jobId, attempt, act: 'started' });
      await opened((input as { gate: string }).gate);
    },
  }),
  defineJob({
    type: 'fault.stray',
    description: 'Leaves a rejected promise or an exception in a timer behind, and goes on as if nothing had happened.',
    input: { type: 'object', properties: { leaves: { enum: ['a promise', 'an exception', ...hostile.keys()] } } },
    async run({ input }) {
      const { leaves } = input as { leaves: string };
      const make = hostile.get(leaves);
      if (make !== undefined) {
        setTimeout(() => {
          throw make();
        }, 5);
      } else if (leaves === 'a promise') {
        void Promise.reject(new Error('nobody waits for this promise'));
      } else {
        setTimeout(() => {
          throw new Error('nobody can catch this');
        }, 5);
      }
      await sleep(500);
    },
  }),
  defineJob({
    type: 'fault.grow',
    description: 'Takes memory until there is none, in its first attempt or in all of them, when a file is there.',
    input: {
      type: 'object',
      required: ['gate'],
      properties: { gate: { type: 'string' }, always: { type: 'boolean' } },
    },
    async run({ input, jobId, attempt }) {
      writeWorkerLine(folder, { job: jobId, attempt, act: 'started' });
      const { gate, always = false } = input as { gate: string; always?: boolean };
      if (attempt > 1 && !always) return;
      await opened(gate);
      const kept: unknown[] = [];
      for (;;) {
        kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index, kept: kept.length })));
        await sleep(1);
      }
    },
  }),
  defineJob({
    type: 'fault.large',
    description: 'Emits results that are large.',
    input: { type: 'object' },
    async run({ emit }) {
      for (let item = 0; item < 100; item += 1) {
        await emit({ id: `item-${item}`, output: { text: 'x'.repeat(50_000) } });
      }
    },
  }),
];
