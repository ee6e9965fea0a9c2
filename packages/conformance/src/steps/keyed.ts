import type { CreateJobRequest } from '@jobwire/contract';
import type { CheckContext, JobChanges } from '../runner/check-context.ts';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import type { JobKind } from '../runner/job-bodies.ts';
import { expectEqual } from './expect-equal.ts';

/** A create with a key that was never used before. */
export function keyed(
  context: CheckContext,
  changes?: JobChanges,
  kind: JobKind = 'quick',
): { readonly body: CreateJobRequest; readonly headers: Readonly<Record<string, string>> } {
  return { body: context.bodyOf(kind, changes), headers: { 'Idempotency-Key': context.newMark() } };
}

/** Ends the check as failed unless an answer is the replay of another one. */
export function expectReplay(replay: Exchange, first: Exchange): void {
  expectEqual('the first answer, byte for byte', replay.bodyText, first.bodyText, replay);
  expectEqual('Idempotent-Replayed', headerOf(replay, 'Idempotent-Replayed'), 'true', replay);
  for (const name of ['Location', 'ETag']) {
    expectEqual(`${name} of the first answer`, headerOf(replay, name), headerOf(first, name), replay);
  }
}
