import type { CheckContext } from '../runner/check-context.ts';
import { expectRefusals } from './expect-refusals.ts';
import type { ListingId } from './read-page.ts';

/** Sends cursors that no server makes: text, the Base64 of something, and a very long one. */
export async function expectMadeUpCursorsRefused(
  { call, random }: CheckContext,
  operationId: ListingId,
  jobId?: string,
): Promise<void> {
  const cursors = ['made-up', 'eyJpZCI6MX0', random.text(40, 'abcdefABCDEF0123456789'), 'a'.repeat(2_048)];
  await expectRefusals(
    'invalid_cursor',
    cursors.map((cursor) => [
      'the server did not make this cursor',
      () => call(operationId, { ...(jobId === undefined ? {} : { jobId }), query: { cursor } }),
    ]),
  );
}
