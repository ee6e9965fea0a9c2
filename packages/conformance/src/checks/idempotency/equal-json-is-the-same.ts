import { createdWith } from '../../steps/expect-created.ts';
import { expectReplay, keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Repeats a create with other blanks, another order of members, and escaped letters. */
export const equalJsonIsTheSame: Check = async (context) => {
  const parts = keyed(context, { name: 'kit', priority: 5 });
  const { exchange: first } = await createdWith(context, parts);
  const reversed = Object.fromEntries(Object.entries(parts.body).reverse());
  for (const rawBody of [
    JSON.stringify(parts.body, null, 2),
    JSON.stringify(reversed),
    JSON.stringify(parts.body).replace('"kit"', '"\\u006bit"'),
  ]) {
    const { exchange: second } = await createdWith(context, { rawBody, headers: parts.headers });
    expectReplay(second, first);
  }
};
