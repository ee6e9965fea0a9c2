import { Agent } from 'node:http';
import { type Answered, type Call, call } from './job-calls.ts';

export interface TimedAnswer extends Answered {
  /** From the request to the last byte of its answer. */
  readonly durationMs: number;
}

export interface OneConnection {
  send(method: Call['method'], path: string, json?: unknown): Promise<TimedAnswer>;
  close(): void;
}

/** Sends one request after the other over one connection that is kept alive. */
export function oneConnection(port: number): OneConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async send(method, path, json) {
      for (;;) {
        const started = performance.now();
        try {
          const answered = await call({ port, agent, method, path, json });
          return { ...answered, durationMs: performance.now() - started };
        } catch (error) {
          // A machine that stood still has let the server close a connection that it took for idle.
          if (method !== 'GET' || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
        }
      }
    },
    close: () => agent.destroy(),
  };
}
