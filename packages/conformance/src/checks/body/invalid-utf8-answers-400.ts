import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Puts bytes that are no UTF-8 into a body. */
export const invalidUtf8Answers400: Check = async (context) => {
  const json = JSON.stringify(context.bodyOf('quick', { name: 'X' }));
  for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0xaf]]) {
    const [before = '', after = ''] = json.split('"X"');
    const rawBody = new Uint8Array([...Buffer.from(`${before}"`), ...bytes, ...Buffer.from(`"${after}`)]);
    expectProblem(await context.call('createJob', { rawBody }), 'malformed_json', 'since the body is not valid UTF-8');
  }
};
