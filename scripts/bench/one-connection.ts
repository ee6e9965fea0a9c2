import { Agent, request } from 'node:http';

export interface TimedAnswer {
  readonly status: number;
  readonly body: string;
  /** From the first byte sent to the last one read. */
  readonly durationMs: number;
}

export interface OneConnection {
  send(method: string, path: string, json?: unknown): Promise<TimedAnswer>;
  close(): void;
}

/** Sends one request after the other to a server of this machine, over one connection that is kept alive. */
export function oneConnection(port: number): OneConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send(method, path, json) {
      const headers = { Authorization: 'Bearer bench', 'Content-Type': 'application/json' };
      const started = performance.now();
      return new Promise((resolve, reject) => {
        const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const durationMs = performance.now() - started;
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), durationMs });
          });
        });
        sent.on('error', reject);
        sent.end(json === undefined ? undefined : JSON.stringify(json));
      });
    },
    close: () => agent.destroy(),
  };
}
