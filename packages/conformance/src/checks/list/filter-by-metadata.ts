import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Asks for pairs that are there in whole, in part, and nearly. */
export const filterByMetadata: Check = async (context) => {
  const mark = context.newMark();
  const { id } = await context.startJob('quick', { metadata: { kit: mark, 'a b': 'c=d&e', Case: 'Value' } });
  const list = (pairs: Record<string, string>) =>
    readWhole(context.call, 'listJobs', {
      query: Object.fromEntries(
        Object.entries({ kit: mark, ...pairs }).map(([key, value]) => [`metadata[${key}]`, value]),
      ),
    });
  const wanted = [
    [{}, [id]],
    [{ 'a b': 'c=d&e', Case: 'Value' }, [id]],
    [{ Case: 'value' }, []],
    [{ case: 'Value' }, []],
    [{ Case: 'Valu' }, []],
    [{ Case: '%' }, []],
    [{ other: '' }, []],
  ] as const;
  for (const [pairs, ids] of wanted) {
    const data = await list(pairs as Record<string, string>);
    expectEqual(
      `the jobs that hold ${JSON.stringify(pairs)}`,
      data.map((job) => job.id),
      ids,
      context.lastExchange(),
    );
  }
};
