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

test.each([
  'postgres://jobs:hunter@2/x@db:5432/jobs',
  'postgres://jobs:hunter2@db/jobs#x@db/jobs',
  'postgres://jobs:hunter2#@db/jobs',
  'postgres://jobs:hunter2%@db/jobs',
  'postgres://jobs:hunter2%zz@db/jobs',
  'postgres://jobs:hunter2#w/@db/jobs',
  'postgres://jobs:1#hunter2@db/jobs',
  'postgres://jobs:1/hunter2@db/jobs',
  'postgres://jobs:1?hunter2@db/jobs',
])('%s is refused in a sentence that says how to write the password', (url) => {
  const refusal = () => databaseUrl(url, '--database-url');
  expect(refusal).toThrow('@ / # ? % in a password written as %40 %2F %23 %3F %25.');
  expect(refusal).not.toThrow('hunter');
});

test.each(['p@ss', 'p/ss', 'p#ss', 'p?ss', 'p%41', ''])('a password of %j is taken when it is encoded', (password) => {
  const url = `postgres://jobs:${encodeURIComponent(password)}@db:5432/jobs?sslmode=verify-full`;
  expect(databaseUrl(url, '--database-url')).toBe(url);
});
