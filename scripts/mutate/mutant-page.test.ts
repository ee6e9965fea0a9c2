import { expect, test } from 'vitest';
import { findMutants } from './find-mutants.ts';
import { mutantPage } from './mutant-page.ts';

const file = 'packages/server/src/engine/a.ts';

test('the page has a row for each file and one for all, and shows what is not noticed', () => {
  const source = 'const c = a < b;\n';
  const survivors = findMutants(file, source).map((mutant) => ({ mutant, source }));
  const verdicts = ['killed', 'timed out', 'survived', 'killed'] as const;

  const page = mutantPage('packages/server/MUTANTS.md', [{ file, verdicts, equivalent: 2, untried: 5 }], survivors);

  expect(page).toContain('Of 4 mutants that were tried 3 are noticed (75.0 %); 5 were not tried.');
  expect(page).toContain('| `engine/a.ts` | 5 | 4 | 3 | 1 | 1 | 75.0 % |\n| all | 5 | 4 | 3 | 1 | 1 | 75.0 % |');
  expect(page).toContain('- `engine/a.ts`\n\n  ```diff\n  - const c = a < b;\n  + const c = a <= b;\n  ```');
});

test('the page says so when everything is noticed', () => {
  const page = mutantPage('MUTANTS.md', [{ file, verdicts: ['killed'], equivalent: 0, untried: 0 }], []);

  expect(page).toMatch(/## What is not noticed\n\nNothing\.\n$/);
});
