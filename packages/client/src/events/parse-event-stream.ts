/** The fields of one message of a stream of server-sent events. */
export type EventStreamMessage = { readonly [Field in 'event' | 'data' | 'id' | 'retry']?: string };

/**
 * Makes a reader of server-sent events (WHATWG HTML, section 9.2.6): it takes the stream piece by piece, cut anywhere, and gives the
 * messages that are complete. A message that the stream was cut in is never given.
 */
export function eventStreamParser(): (piece: Uint8Array) => EventStreamMessage[] {
  const decoder = new TextDecoder();
  let rest = '';
  return (piece) => {
    rest += decoder.decode(piece, { stream: true });
    // A return at the end may be half of a line's end.
    const blocks = rest.split(/(?:\r\n|\n|\r(?!\n|$)){2}/);
    rest = blocks.pop() ?? '';
    return blocks.map(readMessage);
  };
}

function readMessage(block: string): EventStreamMessage {
  const fields: { [field: string]: string } = {};
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    fields[field] = field === 'data' && field in fields ? `${fields[field]}\n${value}` : value;
  }
  return fields;
}
