import { expect, test } from 'vitest';
import { createStreamReader } from './stream-reader.ts';

const text = ': hello\nevent: job.queued\nid: 1\ndata: {"a":\ndata: 1}\n\ndata:x\r\n\r\nevent: lost\n\nid\ndata\n\n';
const want = [
  { event: 'job.queued', id: '1', data: '{"a":\n1}', atMs: 5 },
  { event: 'message', id: null, data: 'x', atMs: 5 },
  { event: 'message', id: '', data: '', atMs: 5 },
];

test('events are read as the HTML standard has it', () => {
  expect(createStreamReader(() => 5)(text)).toEqual(want);
});

test.each([1, 2, 3, 7])('it does not matter where the text is cut, such as after every %i characters', (size) => {
  const read = createStreamReader(() => 5);
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_none, index) =>
    text.slice(index * size, (index + 1) * size),
  );
  expect(pieces.flatMap(read)).toEqual(want);
});
