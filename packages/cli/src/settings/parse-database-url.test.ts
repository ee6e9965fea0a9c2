import { expect, test } from 'vitest';
import { databaseUrl, withoutPassword } from './parse-database-url.ts';

test.each(['postgres://jobs:hunter2@db:5432/jobs', 'postgresql://db/jobs?user=jobs&password=hunter2'])(
  'the password of %s is shown to nobody, and the rest is',
  (url) => {
    const shown = withoutPassword(databaseUrl(url, '--database-url'));
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('***');
    expect(shown).toContain('jobs');
  },
);

test.each([
  '',
  'jobs',
  'mysql://jobs:hunter2@db/jobs',
  'postgres://jobs:hunter2@db',
  'postgres://jobs:hunter2@db:x/jobs',
])('%s is refused in a sentence that does not show it', (url) => {
  const refusal = () => databaseUrl(url, '--database-url');
  expect(refusal).toThrow('--database-url takes the URL of a PostgreSQL database, such as');
  expect(refusal).not.toThrow('hunter2');
});
