import { describe, expect, test } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { newJob } from '../../test/new-job.ts';
import { listed } from './stored-jobs.ts';

export function describeOrganizations(store: JobStore): void {
  describe('organizations', () => {
    test('a job is found and listed by its own organization only', async () => {
      const mine = await store.create(newJob({ organizationId: 'org_one', metadata: { shared: 'yes' } }));
      const theirs = await store.create(newJob({ organizationId: 'org_two', metadata: { shared: 'yes' } }));

      expect(await store.find('org_two', mine.id)).toBeNull();
      expect(await store.find('', mine.id)).toBeNull();
      expect(await listed(store, {}, { organizationId: 'org_one' })).toEqual([mine.id]);
      expect(await listed(store, {}, { organizationId: 'org_two' })).toEqual([theirs.id]);
      expect(await listed(store, { metadata: [['shared', 'yes']] }, { organizationId: 'org_two' })).toEqual([
        theirs.id,
      ]);
      expect(await listed(store, { statuses: ['queued'], type: 'demo.batch' }, { organizationId: 'org_one' })).toEqual([
        mine.id,
      ]);
    });

    test('a position in the list of another organization shows nothing of it', async () => {
      const theirs = await store.create(newJob({ organizationId: 'org_two', createdAt: 500 }));
      const mine = await store.create(newJob({ organizationId: 'org_one', createdAt: 400 }));

      const after = { createdAt: theirs.createdAt, id: theirs.id };
      expect(await listed(store, {}, { organizationId: 'org_one', order: 'desc', after })).toEqual([mine.id]);
    });
  });
}
