import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Sends text that normalization, trimming or a wrong encoding would change. */
export const textComesBackAsSent: Check = async (context) => {
  const text = ' e\u0301 \u00e9 \ufb01 \u212b \u{1F9EA} \u202e \u00a0 <&">\' \\ \t ';
  const { job, exchange } = await createdWith(context, {
    body: context.bodyOf('quick', { name: text, metadata: { [text]: text } }),
  });
  expectEqual('`name` as it was sent', job.name, text, exchange);
  expectEqual('`metadata` as it was sent', job.metadata, { [text]: text }, exchange);
};
