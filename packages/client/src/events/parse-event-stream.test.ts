import { createParser, type EventSourceMessage } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fastCheckRuns } from '../../../server/src/test/fast-check-runs.ts';
import { eventStreamParser } from './parse-event-stream.ts';

test('a message is given when it is complete, and not when the stream was cut in it', () => {
  const parse = eventStreamParser();
  const feed = (text: string) => parse(new TextEncoder().encode(text));
  expect(feed('event: a\nda')).toEqual([]);
  expect(feed('ta: 1\n\nevent: b\ndata: 2\n')).toEqual([{ event: 'a', data: '1' }]);
});

/** Whatever can go wrong in a stream: ends of lines in three ways, comments, missing colons, letters of several bytes. */
const pieceOfText = fc.constantFrom(
  '\n',
  '\r\n',
  '\n\n',
  ':',
  ': ',
  'data',
  'data: ',
  'event: ',
  'id: 7',
  'x',
  '{"é":"→😀"}',
  ' ',
);

test('what is read is what another parser reads, wherever the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(pieceOfText, { maxLength: 40 }), fc.array(fc.nat(60), { maxLength: 8 }), (pieces, cuts) => {
      const bytes = new TextEncoder().encode(`${pieces.join('')}\n\n`);
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((one, other) => one - other), bytes.length];
      const parse = eventStreamParser();
      const got = places
        .slice(1)
        .flatMap((end, index) => parse(bytes.slice(places[index], end)))
        .filter(({ data }) => data !== undefined)
        .map(({ event, data }) => ({ event: event || undefined, data }));
      const want: EventSourceMessage[] = [];
      createParser({ onEvent: (message) => want.push(message) }).feed(new TextDecoder().decode(bytes));
      expect(got).toEqual(want.map(({ event, data }) => ({ event: event || undefined, data })));
    }),
    fastCheckRuns(200),
  );
});
