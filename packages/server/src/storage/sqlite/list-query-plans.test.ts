import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import type { JobFilter } from '../../domain/job-store.ts';
import { wholeWalk } from '../lists/find-places.ts';
import { prepareListQueries } from '../lists/list-queries.ts';
import { migrations } from '../migrations.ts';
import type { Tables } from '../tables.ts';
import { kyselyConnection } from './kysely-connection.ts';

const database = new DatabaseSync(':memory:');
const builder = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyConnection(database) }) });
await new Migrator({ db: builder, provider: { getMigrations: async () => migrations } }).migrateToLatest();
const queries = prepareListQueries(builder);

const all: JobFilter = { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null };
const between = { createdAfter: 100, createdBefore: 200 };
const metadata = [['team', 'red']] as const;

test.each<{ given: Partial<JobFilter>; index: string; seek: string }>([
  { given: {}, index: 'jobs_by_status', seek: 'organization_id=? AND status=?' },
  { given: { statuses: ['failed'] }, index: 'jobs_by_status', seek: 'organization_id=? AND status=?' },
  { given: { statuses: ['failed', 'queued'] }, index: 'jobs_by_status', seek: 'organization_id=? AND status=?' },
  { given: { type: 'a' }, index: 'jobs_by_type', seek: 'organization_id=? AND type=? AND status=?' },
  {
    given: { type: 'a', statuses: ['failed'] },
    index: 'jobs_by_type',
    seek: 'organization_id=? AND type=? AND status=?',
  },
  {
    given: { metadata },
    index: 'job_metadata_by_pair',
    seek: 'organization_id=? AND key=? AND value=? AND ended_as=?',
  },
  {
    given: { metadata, statuses: ['failed', 'expired'] },
    index: 'job_metadata_by_pair',
    seek: 'organization_id=? AND key=? AND value=? AND ended_as=?',
  },
])('the filter $given seeks in $index and reads it in order', ({ given, index, seek }) => {
  for (const order of ['asc', 'desc'] as const) {
    for (const after of [null, { createdAt: 150, id: 'job_1' }]) {
      for (const filter of [
        { ...all, ...given },
        { ...all, ...given, ...between },
      ]) {
        const walk = wholeWalk({ organizationId: 'org', filter, order, after, limit: 20 });
        if (walk === null) throw new Error('no index answers this filter');
        const { sql, parameters } = queries.jobs(walk, 20);
        const plan = database.prepare(`explain query plan ${sql}`).all(...(parameters as never[]));
        const steps = plan.map(({ detail }) => String(detail));

        const walks = steps.filter((step) => step.includes(`INDEX ${index} (${seek}`));
        expect(walks.length).toBeGreaterThan(0);
        // What else is read: the few places of the page, and their jobs by id.
        const others = steps.filter((step) => /^(SCAN|SEARCH)/.test(step) && !walks.includes(step));
        for (const step of others)
          expect(step).toMatch(/^SCAN (place|merged|stretch|\(subquery|\d+)|sqlite_autoindex_jobs_1/);
      }
    }
  }
});
