import type { StreamMessage } from './event-stream.ts';

/** Takes the text of a stream piece by piece and gives the events that are complete (HTML standard, section 9.2.6). */
export function createStreamReader(now: () => number): (piece: string) => StreamMessage[] {
  let rest = '';
  let event = '';
  let id: string | null = null;
  let data: string[] = [];

  function dispatch(): StreamMessage[] {
    const message = { event: event === '' ? 'message' : event, id, data: data.join('\n'), atMs: now() };
    const complete = data.length > 0;
    event = '';
    id = null;
    data = [];
    return complete ? [message] : [];
  }

  function readLine(line: string): StreamMessage[] {
    if (line === '') return dispatch();
    const [, name = line, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === 'event') event = value;
    else if (name === 'id') id = value;
    else if (name === 'data') data.push(value);
    return [];
  }

  return (piece) => {
    rest += piece;
    // A carriage return at the end may be half of a line break.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    return lines.flatMap(readLine);
  };
}
