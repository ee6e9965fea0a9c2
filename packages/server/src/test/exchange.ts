import { request as httpRequest } from 'node:http';

export interface ExchangeRequest {
  readonly method?: string;
  readonly path: string;
  /** In pairs where a name comes twice. */
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[];
  /** A list is sent in pieces, without a length. */
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly json: any;
}

/** One request as it is written here, with nothing added that a caller did not ask for. */
export function exchange(port: number, given: ExchangeRequest): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = given;
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  const pieces = body === undefined ? [] : Array.isArray(body) ? body : [body];
  const length = Array.isArray(body)
    ? [['Transfer-Encoding', 'chunked']]
    : body === undefined
      ? [['Content-Length', '0']]
      : [['Content-Length', String(Buffer.byteLength(body as string))]];
  const flat = [['Host', `127.0.0.1:${port}`], ...pairs, ...length].flat();
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port, method, path, headers: flat, agent: false, setHost: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(incoming.headers['content-type'] ?? '') && text !== '';
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers as Record<string, string>,
            text,
            json: isJson ? JSON.parse(text) : undefined,
          });
        });
      },
    );
    outgoing.on('error', reject);
    for (const piece of pieces) outgoing.write(piece);
    outgoing.end();
  });
}
