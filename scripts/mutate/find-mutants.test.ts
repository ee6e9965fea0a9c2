import { expect, test } from 'vitest';
import { findMutants } from './find-mutants.ts';
import { formatMutant, formatScores } from './format-report.ts';
import { mutated } from './mutant.ts';

test.each<{ given: string; want: string[] }>([
  { given: 'if (a) b();', want: ['if (!(a)) b();', 'if (a) ;'] },
  { given: 'const c = a <= b;', want: ['const c = a < b;'] },
  { given: 'const c = a === b && d;', want: ['const c = a !== b && d;', 'const c = a === b || d;'] },
  { given: 'const c = a + b;', want: ['const c = a - b;'] },
  { given: "const c = a + 'text';", want: [] },
  {
    given: 'const c = { set: true, add: 1 };',
    want: ['const c = { set: false, add: 1 };', 'const c = { set: true, add: (1 + 1) };'],
  },
  { given: "const c = { to: 'queued' };", want: ["const c = { to: 'not_queued' };"] },
  { given: 'const c = a ?? b;', want: ['const c = a as never;'] },
  { given: "throw new TypeError('no' + 1);", want: [] },
  { given: "import a from 'b'; type C = 'd' | true;", want: [] },
  {
    given: 'for (const a of b) while (c < d) e;',
    want: ['for (const a of b) while (c <= d) e;', 'for (const a of b) while (c < d) ;'],
  },
  {
    given: "const q = jobs.where('attempt', '=', a).limit(b);",
    want: [
      'const q = jobs.limit(b);',
      "const q = jobs.where('attempt', '=', a);",
      "const q = jobs.where('attempt', '!=', a).limit(b);",
    ],
  },
  {
    given: 'const s = sql`a = b and c + 1`;',
    want: ['const s = sql`a != b and c + 1`;', 'const s = sql`a = b or c + 1`;', 'const s = sql`a = b and c - 1`;'],
  },
])('the mutants of $given', ({ given, want }) => {
  const found = findMutants('a.ts', given).map((mutant) => mutated(given, mutant));
  expect(found.sort()).toEqual([...want].sort());
});

test('a report has a line per file and shows a mutant as a difference', () => {
  const source = 'const a = 1;\nconst c = a < b;\n';
  const [, other] = findMutants('a.ts', source);
  if (other === undefined) throw new Error('There are two mutants.');
  const files = [
    { file: 'room/a.ts', verdicts: ['killed', 'survived'], equivalent: 1, untried: 3 },
    { file: 'room/b.ts', verdicts: ['timed out'], equivalent: 0, untried: 0 },
  ] as const;
  expect(formatScores(files).split('\n')).toEqual([
    'file         untried      tried     killed  timed out equivalent   survived      score',
    'room/a.ts          3          2          1          0          1          1     50.0 %',
    'room/b.ts          0          1          0          1          0          0    100.0 %',
    'room/              3          3          1          1          1          1     66.7 %',
    'all                3          3          1          1          1          1     66.7 %',
  ]);
  expect(formatMutant(other, source)).toBe('a.ts:2 (comparison)\n- const c = a < b;\n+ const c = a <= b;');
});
