import type { IncomingMessage } from 'node:http';

/** As Prism has it: far more than a server of the contract takes. */
const mostBytes = 10 * 1024 * 1024;

export type ReadBody =
  | { readonly value: unknown; readonly fault: null }
  | { readonly value: null; readonly fault: 'too large' | 'no JSON' };

/** Reads the body of a request to its end: as a value where it is JSON, as text where it is something else, as null where it is empty. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  if (bytes > mostBytes) return { value: null, fault: 'too large' };
  if (bytes === 0) return { value: null, fault: null };
  const text = Buffer.concat(chunks).toString();
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return { value: text, fault: null };
  }
  try {
    return { value: JSON.parse(text), fault: null };
  } catch {
    return { value: null, fault: 'no JSON' };
  }
}
