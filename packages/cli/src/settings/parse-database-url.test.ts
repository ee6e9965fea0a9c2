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
  'postgres://jobs:hunter2#w/@db/jobs',
  'postgres://jobs:1#hunter2@db/jobs',
  'postgres://jobs:1/hunter2@db/jobs',
  'postgres://jobs:1?hunter2@db/jobs',
  'postgres://jobs:hunter2%ZZ@db/jobs',
])('%s is refused with a word on encoding, and not shown', (url) => {
  const refusal = () => databaseUrl(url, '--database-url');
  expect(refusal).toThrow('have to be percent-encoded: %23 %2F %3F %25 stand for these four.');
  expect(refusal).not.toThrow('hunter2');
});

test.each(['postgres://jobs:p%23w%2F@db/jobs', 'postgres://jobs:p@w@db/jobs', 'postgres://db/jobs?user=jobs@there'])(
  '%s is taken as it is',
  (url) => {
    expect(databaseUrl(url, '--database-url')).toBe(url);
  },
);
