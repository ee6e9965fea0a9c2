import { type Call, headerOf } from './call.ts';
import { Refusal } from './refusal.ts';

/** Whether the stream of events is asked for. */
export function acceptsStream(call: Call): boolean {
  const stream = weightOf(call, 'text/event-stream', false);
  return (
    stream > 0 && stream >= weightOf(call, 'application/json', true) && !call.world.breaks('events are never streamed')
  );
}

/**
 * Refuses when neither form of the events is acceptable.
 *
 * @throws Refusal
 */
export function checkAccept(call: Call): void {
  const acceptable = weightOf(call, 'application/json', true) > 0 || weightOf(call, 'text/event-stream', false) > 0;
  if (!acceptable && !call.world.breaks('events are answered whatever is acceptable')) {
    throw new Refusal('not_acceptable', 'I have application/json and text/event-stream.');
  }
}

/** The weight of the most specific range that covers a type, RFC 9110 section 12.5.1. The stream has to be named. */
function weightOf(call: Call, type: string, byAnything: boolean): number {
  const accept = headerOf(call, 'Accept');
  if (accept === undefined || accept.trim() === '') {
    return byAnything ? 1 : 0;
  }
  const ranges = accept.split(',').map((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { name, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const [family = ''] = type.split('/');
  const names = byAnything ? [type, `${family}/*`, '*/*'] : [type];
  for (const name of names) {
    const range = ranges.find((candidate) => candidate.name === name);
    if (range !== undefined) {
      return range.weight;
    }
  }
  return 0;
}
