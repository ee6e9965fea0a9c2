import { expect, test } from 'vitest';
import { parseJobBody } from './parse-job-body.ts';

test('a job body is read from JSON', () => {
  expect(parseJobBody('{"type":"a.b","input":{}}', '--quick-job')).toEqual({ type: 'a.b', input: {} });
});

test.each(['', 'a.b', '{', 'null', '[]', '{"input":{}}', '{"type":1}'])('%s is refused with an example', (given) => {
  expect(() => parseJobBody(given, '--slow-job')).toThrow(/^--slow-job takes the JSON body .*demo\.batch/);
});
