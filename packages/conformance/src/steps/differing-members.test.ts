import { expect, test } from 'vitest';
import { differingMembers } from './differing-members.ts';

test('only what differs is shown, down to the member', () => {
  const earlier = { status: 'cancelled', attempt: 1, progress: { completed: 3, failed: 0 }, error: null };
  const later = { ...earlier, status: 'failed', progress: { completed: 4, failed: 0 }, error: { code: 'late' } };
  expect(differingMembers(earlier, later)).toEqual({
    before: 'status "cancelled", progress.completed 3, error null',
    after: 'status "failed", progress.completed 4, error {"code":"late"}',
  });
});

test('a member that is there once only is nothing at the other time', () => {
  expect(differingMembers({}, { name: 'a' })).toEqual({ before: 'name nothing', after: 'name "a"' });
});
