import fc from 'fast-check';
import type { CheckContext } from '../runner/check-context.ts';
import type { ModelCall } from './model-call.ts';

/** Sequences are short: what breaks a server shows in a few calls, and each one moves real jobs. */
const mostCalls = 14;

/** Random sequences of the calls that this server serves. They begin with a create. */
export function sequencesFor({ serves }: CheckContext): fc.Arbitrary<ModelCall[]> {
  const job = fc.nat({ max: 2 });
  const about = (what: 'get' | 'cancel' | 'delete' | 'results' | 'events') =>
    fc.record({ what: fc.constant(what), job });
  const create = fc.record({
    what: fc.constant('create' as const),
    kind: fc.constantFrom('quick' as const, 'slow' as const),
  });
  const call: fc.Arbitrary<ModelCall> = fc.oneof(
    { arbitrary: create, weight: 2 },
    { arbitrary: about('get'), weight: 4 },
    { arbitrary: about('cancel'), weight: 4 },
    { arbitrary: fc.record({ what: fc.constant('pause' as const), milliseconds: fc.nat({ max: 60 }) }), weight: 2 },
    ...(serves('delete') ? [{ arbitrary: about('delete'), weight: 2 }] : []),
    ...(serves('results') ? [{ arbitrary: about('results'), weight: 2 }] : []),
    ...(serves('events') ? [{ arbitrary: about('events'), weight: 1 }] : []),
  );
  return fc
    .tuple(create, fc.array(call, { minLength: 1, maxLength: mostCalls }))
    .map(([first, rest]) => [first, ...rest]);
}
